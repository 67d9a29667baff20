import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import stories from './playwright.config.ts';

/** The same window as the stories', drawn state by state instead of tested. */
export default defineConfig({
  ...stories,
  testDir: fileURLToPath(new URL('../e2e/screens', import.meta.url)),
  testMatch: '*.screens.ts',
});
