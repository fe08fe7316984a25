import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import postgres from 'postgres'
import type { Role } from '../server/domain/permissions'
import { sessionCookie } from './session'

type Portal = { url: string; databaseUrl: string; sandboxUrl: string; webhookSecret: string }

type PageOptions = {
  dark?: boolean
  phone?: boolean
  /** What the console will say because the test asks for a failure. */
  mayComplain?: RegExp
}

type Verbs = {
  portal: Portal
  sql: postgres.Sql
  /** A page of somebody of this role, signed in; fails the test on what the console complains of. */
  pageAs: (role: Role, options?: PageOptions) => Promise<Page>
}

/** Playwright's test with the verbs of this suite. */
export const test = base.extend<Verbs>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
  portal: async ({}, use) => use(JSON.parse(process.env.E2E_PORTAL ?? '{}')),
  sql: async ({ portal }, use) => {
    const sql = postgres(portal.databaseUrl, { max: 2, onnotice: () => {} })
    await use(sql)
    await sql.end({ timeout: 1 })
  },
  pageAs: async ({ browser, portal }, use) => {
    const complaints: string[] = []
    await use(async (role, { dark = false, phone = false, mayComplain } = {}) => {
      const context = await browser.newContext({
        baseURL: portal.url,
        colorScheme: dark ? 'dark' : 'light',
        viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
      })
      const cookies = (await sessionCookie(portal.url, role)).split('; ').map((pair) => ({
        name: pair.slice(0, pair.indexOf('=')),
        value: pair.slice(pair.indexOf('=') + 1),
        url: portal.url,
      }))
      await context.addCookies(cookies)
      const page = await context.newPage()
      page.on('console', (message) => {
        if (message.type() === 'error' && !mayComplain?.test(message.text()))
          complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
      return page
    })
    expect(complaints).toEqual([])
  },
})

export { expect }

/** No violation that axe knows of on what the page shows now. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual(
    [],
  )
}

/** Nothing sticks out to the right. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overhang = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overhang).toBeLessThanOrEqual(0)
}
