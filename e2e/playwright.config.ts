// How the end-to-end specs run: two at a time, no second try, for a spec that passes at the second try has found a fault.
import { defineConfig } from '@playwright/test';
import { browserPath } from '../scripts/find-browser.mjs';

const chromium = browserPath();
/** Specs that hold the product to a time: nothing else may use the machine beside them. */
const TIMED = ['**/clock-a-day-ahead.spec.ts', '**/prospect-applies.spec.ts', '**/two-devices.spec.ts'];

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    launchOptions: {
      ...(chromium === null ? {} : { executablePath: chromium }),
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    },
  },
  projects: [
    { name: 'specs', testIgnore: TIMED },
    { name: 'timed', testMatch: TIMED, workers: 1, dependencies: ['specs'] },
  ],
  outputDir: '../test-results',
  forbidOnly: process.env['CI'] !== undefined,
});
