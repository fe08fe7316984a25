import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * Returns the Chromium to test with: Playwright's or the system's. Installs one when both are missing
 * (Playwright's download, or Debian's package as root).
 */
export function ensureBrowser(): string {
  const found = findBrowser()
  if (found) return found
  console.error('Installing a browser ...')
  spawnSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
    stdio: ['ignore', 2, 2],
    timeout: 120_000,
  })
  if (!findBrowser() && process.getuid?.() === 0) {
    execFileSync('apt-get', ['update'], { stdio: ['ignore', 2, 2] })
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  }
  const installed = findBrowser()
  if (installed) return installed
  throw new Error(
    'No Chromium: run `npx playwright install chromium`, or install the system package `chromium`.',
  )
}

function findBrowser(): string | undefined {
  return [chromium.executablePath(), ...SYSTEM_BROWSERS].find((path) => path && existsSync(path))
}
