import { type Browser, chromium, type Locator, type Page } from '@playwright/test'
import { browserCookies, sandboxEmail, sessionCookie } from '../e2e/support/session'
import { ensureBrowser } from '../scripts/browser'
import { type Entry, latency, timeEach } from './measure'

const SAMPLES = 8
export const REPORT_BROWSER_ENTRIES = [
  'reports.browser.first_load',
  'reports.browser.filter_change',
]

/** Two of the presets, with the name of their choice. */
const RANGES = [
  ['28d', 'Last 28 days'],
  ['90d', 'Last 90 days'],
] as const

/**
 * What a manager waits for in a browser: from asking for the sales page in a new tab until its
 * charts stand, and from choosing another range until they show it. Chromium, nothing cached.
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
    const is = 'the same document without a browser: the server has drawn its numbers'
    return [
      latency('reports.browser.first_load', first, document, is),
      latency('reports.browser.filter_change', change.times, change.answers, change.floorIs),
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

/** A click that comes before React does is lost: it is made again. */
async function openRanges(page: Page, choice: Locator): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    await page.getByRole('button', { name: /^Range/ }).click()
    const isThere = await choice.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    )
    if (isThere) return
  }
  throw new Error('The choice of ranges does not open.')
}

/** Milliseconds of each change, and those of them that the server took to answer. */
async function filterChanges(browser: Browser, cookie: string, url: string) {
  const page = await openPage(browser, cookie, url)
  await page.goto(url, { waitUntil: 'networkidle' })
  await hasCharts(page)
  const times: number[] = []
  const answers: number[] = []
  for (let i = 0; i < SAMPLES; i++) {
    const [range, name] = RANGES[i % RANGES.length] ?? RANGES[0]
    const choice = page.getByRole('button', { name, exact: true })
    await openRanges(page, choice)
    const answered = page.waitForResponse((one) => one.url().includes('reports.sales'))
    const began = performance.now()
    await choice.click()
    await answered
    answers.push(performance.now() - began)
    await page.waitForURL((address) => address.searchParams.get('range') === range)
    await page.locator('[aria-busy="false"] svg.recharts-surface path').first().waitFor()
    times.push(performance.now() - began)
    // Of a range that was shown before, the page would know the numbers already.
    await page.reload({ waitUntil: 'networkidle' })
  }
  await page.context().close()
  return { times, answers, floorIs: 'until the answer had come' }
}
