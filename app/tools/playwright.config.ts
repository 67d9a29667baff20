import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default defineConfig({
  testDir: `${root}/app/e2e`,
  outputDir: `${root}/test-results`,
  globalSetup: `${root}/app/e2e/support/global-setup.ts`,
  workers: 1,
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
