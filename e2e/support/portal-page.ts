import AxeBuilder from '@axe-core/playwright'
import {
  type Browser,
  type BrowserContext,
  test as base,
  expect,
  type Locator,
  type Page,
} from '@playwright/test'
import postgres from 'postgres'
import type { Role } from '../../domain/staff/permissions'
import { browserCookies, sandboxEmail, sessionCookie } from './session'

type Portal = { url: string; databaseUrl: string; sandboxUrl: string; webhookSecret: string }

type PageOptions = {
  dark?: boolean
  phone?: boolean
  /** Somebody of the staff; without it the sandbox's own person of the role. */
  email?: string
  /** In a second browser, with a session of its own. */
  elsewhere?: boolean
  /** What the console will say because the test asks for a failure. */
  mayComplain?: RegExp
}

type Verbs = {
  portal: Portal
  sql: postgres.Sql
  /** A page of somebody of this role, signed in; fails the test on what the console complains of. */
  pageAs: (role: Role, options?: PageOptions) => Promise<Page>
}

type Browsers = (portal: Portal, email: string, elsewhere: boolean) => Promise<BrowserContext>

const DESKTOP = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

/** Playwright's test with the verbs of this suite. */
export const test = base.extend<Verbs, { browserOf: Browsers }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  portal: async ({}, use) => use(JSON.parse(process.env.E2E_PORTAL ?? '{}')),
  sql: async ({ portal }, use) => {
    const sql = postgres(portal.databaseUrl, { max: 2, onnotice: () => {} })
    await use(sql)
    await sql.end({ timeout: 1 })
  },
  /** A person keeps the browser over all tests, signed in and with what it has loaded before. */
  browserOf: [
    async ({ browser }, use) => {
      const contexts = new Map<string, Promise<BrowserContext>>()
      await use((portal, email, elsewhere) => {
        const key = JSON.stringify([email, elsewhere])
        const context = contexts.get(key) ?? signIn(browser, portal, email)
        contexts.set(key, context)
        return context
      })
    },
    { scope: 'worker' },
  ],
  pageAs: async ({ browserOf, portal }, use) => {
    const complaints: string[] = []
    const pages: Page[] = []
    await use(async (role, options = {}) => {
      const { email = sandboxEmail(role), elsewhere = false, dark, phone } = options
      const context = await browserOf(portal, email, elsewhere)
      const page = await context.newPage()
      pages.push(page)
      if (dark) await page.emulateMedia({ colorScheme: 'dark' })
      if (phone) await page.setViewportSize(PHONE)
      page.on('console', (message) => {
        if (message.type() === 'error' && !options.mayComplain?.test(message.text()))
          complaints.push(`${message.text()} (${message.location().url})`)
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      waitForHandlers(page)
      return page
    })
    // An open page goes on asking for news.
    await Promise.all(pages.map((page) => page.close()))
    expect(complaints).toEqual([])
  },
})

async function signIn(browser: Browser, portal: Portal, email: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: portal.url,
    colorScheme: 'light',
    // What moves is drawn over and over, and is not yet what it will be.
    reducedMotion: 'reduce',
    viewport: DESKTOP,
  })
  const session = await sessionCookie(portal.url, email)
  await context.addCookies(browserCookies(session, portal.url))
  return context
}

export { expect }

/**
 * A person acts on a page that answers: going somewhere ends when React has taken over every
 * control. What is clicked or hovered before that is lost, which a slow machine makes likely.
 */
function waitForHandlers(page: Page): void {
  const goto = page.goto.bind(page)
  const reload = page.reload.bind(page)
  const isAlive = () =>
    page.waitForFunction(
      () =>
        [...document.body.querySelectorAll('a, button, input, select, textarea')]
          // What grows with its text is measured by a twin that nobody sees and React does not know.
          .filter((control) => control.getAttribute('aria-hidden') !== 'true')
          .every((control) => Object.keys(control).some((key) => key.startsWith('__reactProps'))),
      undefined,
      { polling: 50 },
    )
  page.goto = async (...to) => {
    const answer = await goto(...to)
    await isAlive()
    return answer
  }
  page.reload = async (...options) => {
    const answer = await reload(...options)
    await isAlive()
    return answer
  }
}

/** Colors do not depend on the size, nor the order of things on the theme: two looks see all four. */
export const LOOKS = [
  { colorScheme: 'light', ...DESKTOP },
  { colorScheme: 'dark', ...PHONE },
] as const

/** No violation that axe knows of on what the page shows once nothing of it is still on its way. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  // A list that is read anew is dimmed for a moment.
  await expect(async () => {
    // No page of ours has frames, so none but the page itself takes part; what passes is not told.
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .analyze()
    const found = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))
    expect(found).toEqual([])
  }).toPass({ timeout: 60_000 })
}

/** Nothing sticks out to the right. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overhang = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overhang).toBeLessThanOrEqual(0)
}

/** What cannot be pressed says why to whoever points at it. */
export async function expectReason(control: Locator, reason: RegExp | string): Promise<void> {
  await expect(async () => {
    // A tooltip opens when the pointer comes, so it has to come from somewhere else.
    await control.page().mouse.move(0, 0)
    await control.hover()
    await expect(control.page().getByText(reason).first()).toBeVisible({ timeout: 5_000 })
  }).toPass()
}
