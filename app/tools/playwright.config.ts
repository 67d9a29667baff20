import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { isOnDesktop } from './system.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default defineConfig({
  testDir: `${root}/app/e2e`,
  outputDir: `${root}/test-results`,
  globalSetup: `${root}/app/e2e/support/global-setup.ts`,
  // Files side by side, each worker on a display of its own where it can have one.
  workers: isOnDesktop() ? 1 : Math.min(2, availableParallelism()),
  timeout: 60_000,
  expect: {
    timeout: 10_000,
    // Of the gallery's states and pieces; `{arg}` begins with what drew them.
    toHaveScreenshot: {
      pathTemplate: '{testDir}/gallery/pictures/{arg}{ext}',
      animations: 'disabled',
      caret: 'hide',
      scale: 'css',
      // A word moved by two pixels is some hundred; a share of the window would let it pass.
      maxDiffPixels: 30,
    },
  },
  // Only who asks for it changes pictures: npm run gallery:pictures.
  updateSnapshots: 'none',
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
});
