// How the browser tests run: Debian's Chromium, two tests at a time, nothing tried twice.

import { defineConfig } from '@playwright/test';

/** A browser that asks nobody anything: no updates, no accounts, no networks but ours. */
const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  testDir: './tests',
  outputDir: '../../target/browser-tests',
  fullyParallel: true,
  workers: Number(process.env['ANTEROOM_BROWSER_WORKERS'] ?? '2'),
  // A test that passes at the second try has found a defect.
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env['ANTEROOM_CHROMIUM'] ?? '/usr/bin/chromium',
      args: chromiumArguments,
    },
  },
});
