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
  /** Email of the staff member; defaults to the sandbox staff member of the role. */
  email?: string
  /** Opens the page in a second browser with a separate session. */
  secondBrowser?: boolean
  /** Console errors that the test expects. */
  expectedErrors?: RegExp
}

type Fixtures = {
  portal: Portal
  sql: postgres.Sql
  /** Opens a page signed in with a role. Console errors on it fail the test. */
  pageAs: (role: Role, options?: PageOptions) => Promise<Page>
}

type Browsers = (portal: Portal, email: string, secondBrowser: boolean) => Promise<BrowserContext>

const DESKTOP = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

/** Playwright's `test` with the fixtures of this suite. */
export const test = base.extend<Fixtures, { browserOf: Browsers }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  portal: async ({}, use) => use(JSON.parse(process.env.E2E_PORTAL ?? '{}')),
  sql: async ({ portal }, use) => {
    const sql = postgres(portal.databaseUrl, { max: 2, onnotice: () => {} })
    await use(sql)
    await sql.end({ timeout: 1 })
  },
  /** Each user keeps one browser context for all tests, with its session and cache. */
  browserOf: [
    async ({ browser }, use) => {
      const contexts = new Map<string, Promise<BrowserContext>>()
      await use((portal, email, secondBrowser) => {
        const key = JSON.stringify([email, secondBrowser])
        const context = contexts.get(key) ?? signIn(browser, portal, email)
        contexts.set(key, context)
        return context
      })
    },
    { scope: 'worker' },
  ],
  pageAs: async ({ browserOf, portal }, use) => {
    const errors: string[] = []
    const pages: Page[] = []
    await use(async (role, options = {}) => {
      const { email = sandboxEmail(role), secondBrowser = false, dark, phone } = options
      const context = await browserOf(portal, email, secondBrowser)
      const page = await context.newPage()
      pages.push(page)
      if (dark) await page.emulateMedia({ colorScheme: 'dark' })
      if (phone) await page.setViewportSize(PHONE)
      page.on('console', (message) => {
        if (message.type() === 'error' && !options.expectedErrors?.test(message.text()))
          errors.push(`${message.text()} (${message.location().url})`)
      })
      page.on('pageerror', (error) => errors.push(error.message))
      waitForHydration(page)
      return page
    })
    // An open page continues polling.
    await Promise.all(pages.map((page) => page.close()))
    expect(errors).toEqual([])
  },
})

async function signIn(browser: Browser, portal: Portal, email: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: portal.url,
    colorScheme: 'light',
    // Animations slow down rendering and delay the final state.
    reducedMotion: 'reduce',
    viewport: DESKTOP,
  })
  const session = await sessionCookie(portal.url, email)
  await context.addCookies(browserCookies(session, portal.url))
  return context
}

export { expect }

/**
 * Makes navigation wait until React has hydrated every control. Clicks before that are lost, which is
 * likely on a slow machine.
 */
function waitForHydration(page: Page): void {
  const goto = page.goto.bind(page)
  const reload = page.reload.bind(page)
  const hydrated = () =>
    page.waitForFunction(
      () =>
        [...document.body.querySelectorAll('a, button, input, select, textarea')]
          // An autosizing textarea has a hidden copy outside of React.
          .filter((control) => control.getAttribute('aria-hidden') !== 'true')
          .every((control) => Object.keys(control).some((key) => key.startsWith('__reactProps'))),
      undefined,
      { polling: 50 },
    )
  page.goto = async (...to) => {
    const response = await goto(...to)
    await hydrated()
    return response
  }
  page.reload = async (...options) => {
    const response = await reload(...options)
    await hydrated()
    return response
  }
}

/** Colors are independent of the size, and layout of the theme, so two combinations cover all four. */
export const LOOKS = [
  { colorScheme: 'light', ...DESKTOP },
  { colorScheme: 'dark', ...PHONE },
] as const

/** Expects no axe violations once the page has loaded. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
  // A list is dimmed while it refetches.
  await expect(async () => {
    // Pages have no frames, so legacy mode is enough; passed rules are not needed.
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .options({ resultTypes: ['violations'] })
      .analyze()
    const failures = violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html }) => html),
    }))
    expect(failures).toEqual([])
  }).toPass({ timeout: 60_000 })
}

/** Expects that the page does not scroll horizontally. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overhang = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overhang).toBeLessThanOrEqual(0)
}

/** Expects a disabled control to show the reason in a tooltip. */
export async function expectReason(control: Locator, reason: RegExp | string): Promise<void> {
  await expect(async () => {
    // The tooltip opens when the pointer enters, so the pointer must start outside.
    await control.page().mouse.move(0, 0)
    await control.hover()
    await expect(control.page().getByText(reason).first()).toBeVisible({ timeout: 5_000 })
  }).toPass()
}
