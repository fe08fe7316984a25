import { type Browser, chromium, type Locator, type Page } from '@playwright/test'
import { browserCookies, sandboxEmail, sessionCookie } from '../e2e/support/session'
import { ensureBrowser } from '../scripts/browser'
import { type Entry, latency, timeEach } from './measure'

const SAMPLES = 8
export const REPORT_BROWSER_ENTRIES = [
  'reports.browser.first_load',
  'reports.browser.filter_change',
]

/** Two range presets with their labels. */
const RANGES = [
  ['28d', 'Last 28 days'],
  ['90d', 'Last 90 days'],
] as const

/**
 * Measures the sales report in Chromium without cache: from opening it in a new tab until its charts
 * are drawn, and from selecting another range until they show it.
 */
export async function benchReportBrowser(
  portalUrl: string,
  isWanted: (name: string) => boolean,
): Promise<Entry[]> {
  if (!REPORT_BROWSER_ENTRIES.some(isWanted)) return []
  const cookie = await sessionCookie(portalUrl, sandboxEmail('manager'))
  const url = `${portalUrl}/reports/sales?range=90d&compare=previous`
  const browser = await chromium.launch({ executablePath: ensureBrowser() })
  try {
    const first = await timeEach(SAMPLES, () => firstLoad(browser, cookie, url))
    const document = await timeEach(SAMPLES, async () => {
      await (await fetch(url, { headers: { cookie } })).text()
    })
    const change = await filterChanges(browser, cookie, url)
    const floorIs = 'the same document fetched without a browser, rendered by the server'
    return [
      latency('reports.browser.first_load', first, document, floorIs),
      latency('reports.browser.filter_change', change.times, change.responses, change.floorIs),
    ]
  } finally {
    await browser.close()
  }
}

async function openPage(browser: Browser, cookie: string, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await context.addCookies(browserCookies(cookie, url))
  return context.newPage()
}

const hasCharts = (page: Page) => page.locator('svg.recharts-surface path').first().waitFor()

async function firstLoad(browser: Browser, cookie: string, url: string): Promise<void> {
  const page = await openPage(browser, cookie, url)
  await page.goto(url, { waitUntil: 'commit' })
  await hasCharts(page)
  await page.context().close()
}

/** Opens the range menu, clicking again if a click came before hydration. */
async function openRanges(page: Page, choice: Locator): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    await page.getByRole('button', { name: /^Range/ }).click()
    const isOpen = await choice.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    )
    if (isOpen) return
  }
  throw new Error('The range menu did not open.')
}

/** Returns the duration of each change, and of the server's response to it, in milliseconds. */
async function filterChanges(browser: Browser, cookie: string, url: string) {
  const page = await openPage(browser, cookie, url)
  await page.goto(url, { waitUntil: 'networkidle' })
  await hasCharts(page)
  const times: number[] = []
  const responses: number[] = []
  for (let i = 0; i < SAMPLES; i++) {
    const [range, name] = RANGES[i % RANGES.length] ?? RANGES[0]
    const choice = page.getByRole('button', { name, exact: true })
    await openRanges(page, choice)
    const responded = page.waitForResponse((response) => response.url().includes('reports.sales'))
    const began = performance.now()
    await choice.click()
    await responded
    responses.push(performance.now() - began)
    await page.waitForURL((address) => address.searchParams.get('range') === range)
    await page.locator('[aria-busy="false"] svg.recharts-surface path').first().waitFor()
    times.push(performance.now() - began)
    // Reloaded, because the page caches the numbers of ranges shown before.
    await page.reload({ waitUntil: 'networkidle' })
  }
  await page.context().close()
  return { times, responses, floorIs: 'until the response arrived' }
}
