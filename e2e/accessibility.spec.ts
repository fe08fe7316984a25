import type { Sql } from 'postgres'
import { findBlockedOrder } from './support/find-blocked-order'
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  LOOKS,
  test,
} from './support/portal-page'

// Each page is checked once its `ready` text is present.
const PAGES = [
  { name: 'orders', role: 'care', path: async () => '/orders', ready: 'Total' },
  {
    name: 'no orders found',
    role: 'care',
    path: async () => '/orders?q=nothing-of-this-kind',
    ready: /no order/i,
  },
  { name: 'a finished order', role: 'care', path: finishedOrder, ready: 'Timeline' },
  {
    name: 'a blocked order',
    role: 'care',
    path: async (sql: Sql) => `/orders/${await findBlockedOrder(sql)}`,
    ready: 'Timeline',
  },
  { name: 'exception groups', role: 'lead', path: async () => '/exceptions', ready: 'groups' },
  {
    name: 'the list of exceptions',
    role: 'lead',
    path: async () => '/exceptions?grouped=false&sort=oldest&severity=normal',
    ready: 'Severity',
  },
  { name: 'webhooks', role: 'engineer', path: async () => '/webhooks', ready: 'Topic' },
  { name: 'storefronts', role: 'admin', path: async () => '/settings/storefronts', ready: 'City' },
  { name: 'no access', role: 'care', path: async () => '/webhooks', ready: /engineer or admin/ },
] as const

async function finishedOrder(sql: Sql) {
  const [order] =
    await sql`select id from orders where status = 'completed' order by placed_at limit 1`
  return `/orders/${order?.id}`
}

for (const { name, role, path, ready } of PAGES)
  test(`${name}, in both themes and sizes`, async ({ pageAs, sql }) => {
    const page = await pageAs(role)
    await page.goto(await path(sql))
    await expect(page.getByText(ready).first()).toBeAttached()
    for (const { colorScheme, ...size } of LOOKS) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize(size)
      await expect(page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`)).toBeAttached()
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
    }
  })

for (const colorScheme of ['light', 'dark'] as const)
  test(`sign-in, ${colorScheme}`, async ({ page, portal }) => {
    await page.emulateMedia({ colorScheme })
    await page.goto(`${portal.url}/sign-in`)
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
    await expectAccessible(page)
  })
