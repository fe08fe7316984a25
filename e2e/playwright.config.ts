import { defineConfig } from '@playwright/test'
import { ensureBrowser } from '../scripts/browser'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/playwright',
  globalSetup: './global-setup.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A busy machine can cause timeouts. `npm test` lists the retried tests at the end.
  retries: 1,
  timeout: 300_000,
  expect: { timeout: 60_000, toPass: { timeout: 120_000 } },
  use: {
    actionTimeout: 60_000,
    // Traces double the duration; use `--trace on` to record them for one test.
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    launchOptions: {
      executablePath: ensureBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-software-rasterizer',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Pages of one user share a process and its compiled code.
        '--process-per-site',
      ],
    },
  },
})
