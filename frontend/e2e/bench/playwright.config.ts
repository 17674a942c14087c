// How the measurement in the browser runs: as the browser tests do, but alone, and without traces that cost time.

import { defineConfig } from '@playwright/test';

import tests from '../playwright.config.ts';

export default defineConfig(tests, {
  testDir: '.',
  testMatch: 'click_to_qr.ts',
  outputDir: '../../../target/browser-bench',
  workers: 1,
  use: { trace: 'off', screenshot: 'off' },
});
