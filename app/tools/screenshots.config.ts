import type { PlaywrightTestConfig } from '@playwright/test';
import tests from './playwright.config.ts';

/** Not a test run: walks through the main states and draws each. */
const config: PlaywrightTestConfig = { ...tests, testMatch: '**/*.screens.ts' };
export default config;
