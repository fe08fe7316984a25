import type { Locator, Page } from '@playwright/test'
import type postgres from 'postgres'
import { placeOrders } from '../sandbox/storefront/place-orders'
import { ALL_TROUBLES } from '../sandbox/storefront/troubles'
import { postalCodeExample } from '../server/domain/postal-codes'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './portal-page'
import { until } from './until'

type Open = { id: string; kind: string; orderId: string }

/** Places one order with each trouble of the sandbox and returns what it left in the inbox. */
async function provoke(
  portal: { url: string; sandboxUrl: string; webhookSecret: string },
  sql: postgres.Sql,
): Promise<Open[]> {
  const { orders } = await placeOrders({
    portalUrl: portal.url,
    sandboxUrl: portal.sandboxUrl,
    webhookSecret: portal.webhookSecret,
    orders: ALL_TROUBLES.length,
    troublePercent: 100,
    seed: 23,
  })
  const blocked = orders.filter(({ ending }) => ending === 'blocked')
  const ids = blocked.map(({ externalId }) => externalId)
  return until(
    async () => {
      const rows = await sql<Open[]>`
        select e.id, e.kind, o.id as "orderId" from exceptions e join orders o on o.id = e.order_id
        where o.external_id = any(${ids}) and e.status = 'open' and o.status = 'blocked'`
      expect(rows).toHaveLength(blocked.length)
      return [...rows]
    },
    { seconds: 60 },
  )
}

type Settle = (page: Page, sql: postgres.Sql, open: Open) => Promise<void>

const press = async (page: Page, name: string) => {
  await page.getByRole('button', { name, exact: true }).last().click()
}

const textbox = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

const choose = async (page: Page, name: string) => {
  const ways = page.getByRole('group', { name: 'Ways to settle it' })
  await ways.getByRole('button', { name, exact: true }).click()
}

/** All that fit, once the page shows one. */
const every = async (locator: Locator): Promise<Locator[]> => {
  await expect(locator.first()).toBeVisible()
  return locator.all()
}

const because = (way: string) => async (page: Page) => {
  await choose(page, way)
  await textbox(page, 'Why').fill('Looked at and in order')
  await press(page, way)
}

const sendInstead = (way: string) => async (page: Page) => {
  await choose(page, way)
  for (const field of await every(page.getByRole('combobox', { name: /^Send for/ }))) {
    await field.fill('MUG-BLUE')
    await page.getByRole('option', { name: /^MUG-BLUE/ }).click()
  }
  await press(page, 'Save and go on')
}

/** Sends a payment link, and pays on its page as the customer. */
const payByLink: Settle = async (page, sql, { id, orderId }) => {
  await choose(page, 'Send a payment link')
  await expect(page.getByRole('textbox', { name: /^Your message/ })).toHaveValue(/You can pay here/)
  await press(page, 'Send the link')
  const url = await until(
    async () => {
      const [link] = await sql`select url from payment_links where order_id = ${orderId}`
      expect(link?.url).toMatch(/^http/)
      return link?.url as string
    },
    { seconds: 30 },
  )
  await page.goto(`/exceptions/${id}`)
  await expect(page.getByText(/Sent a payment link/).first()).toBeVisible()
  const checkout = await page.context().newPage()
  await checkout.goto(url)
  await checkout.getByRole('button', { name: /^Pay / }).click()
  await expect(checkout.getByText('Thank you for your payment.')).toBeVisible()
  await checkout.close()
}

/** How each kind is settled in the browser. */
const SETTLE: Record<string, Settle> = {
  address_invalid: async (page, sql, { orderId }) => {
    const [address] = await sql`select country_code from order_addresses
      where order_id = ${orderId} and kind = 'shipping'`
    await textbox(page, 'Postal code').fill(postalCodeExample(address?.country_code) ?? '1000')
    await press(page, 'Save and go on')
  },
  address_empty_after_cleaning: async (page) => {
    for (const name of ['Name', 'Street and house', 'City']) {
      const field = textbox(page, name)
      if ((await field.inputValue()) === '') await field.fill('Filled in by hand')
    }
    await press(page, 'Save and go on')
  },
  payment_declined: async (page) => {
    await choose(page, 'Mark as paid with reference')
    await textbox(page, 'Reference at the payment service or bank').fill('BANK-2026-1')
    await press(page, 'Mark as paid with reference')
  },
  // The customer pays by a link, but the order is cancelled before anybody has seen it.
  authorization_expired: async (page, sql, open) => {
    await payByLink(page, sql, open)
    await because('Cancel the order')(page)
    await press(page, 'Yes: cancel the order')
  },
  unknown_sku: sendInstead('Map it to a SKU'),
  stock_short: sendInstead('Replace the item'),
  customs_data_missing: async (page) => {
    for (const field of await every(page.getByRole('textbox', { name: 'Customs code' })))
      await field.fill('9503.00')
    for (const field of await every(page.getByRole('combobox', { name: 'Country of origin' }))) {
      await field.fill('Portugal')
      await page.getByRole('option', { name: 'Portugal' }).click()
    }
    await press(page, 'Save and go on')
  },
  totals_mismatch: because('Accept the numbers'),
  fraud_review: because('Approve the order'),
}

test('every kind that staff settle is settled on its page, and the orders go on', async ({
  pageAs,
  portal,
  sql,
}) => {
  const all = await provoke(portal, sql)
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(Object.keys(SETTLE)))
  const page = await pageAs('care')
  for (const open of all) {
    await page.goto(`/exceptions/${open.id}`)
    await SETTLE[open.kind]?.(page, sql, open)
    await expect(page.getByRole('heading', { name: 'Settled' })).toBeVisible()
  }
  await until(
    async () => {
      const rows = await sql`select o.name, o.status, e.kind, e.message
        from orders o join exceptions e on e.order_id = o.id
        where o.id = any(${all.map(({ orderId }) => orderId)})
          and (o.status not in ('completed', 'cancelled') or e.status <> 'resolved')`
      expect([...rows]).toEqual([])
    },
    { seconds: 60 },
  )
})

test('the page is accessible in both themes and fits a phone', async ({ pageAs, sql }) => {
  const [open] = await sql`select id from exceptions
    where status = 'open' and kind = 'customs_data_missing' order by opened_at limit 1`
  for (const dark of [false, true]) {
    const page = await pageAs('engineer', { dark, phone: dark })
    await page.goto(`/exceptions/${open?.id}`)
    await expect(page.getByRole('heading', { name: 'Others with the same cause' })).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
})

test('what is wrong with an address stands at its fields', async ({ pageAs, sql }) => {
  const [open] = await sql`select id from exceptions
    where status = 'open' and kind = 'address_invalid' order by opened_at limit 1`
  const page = await pageAs('care')
  await page.goto(`/exceptions/${open?.id}`)
  await page.getByRole('combobox', { name: 'Country' }).fill('Germany')
  await page.getByRole('option', { name: 'Germany' }).click()
  await textbox(page, 'Postal code').fill('12')
  await press(page, 'Save and go on')
  await expect(page.getByText(/12 is no postal code of this country/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Settle it' })).toBeVisible()
})

test('who may not act is told why', async ({ pageAs, sql }) => {
  const [open] =
    await sql`select id from exceptions where status = 'open' order by opened_at limit 1`
  const page = await pageAs('manager')
  await page.goto(`/exceptions/${open?.id}`)
  await expect(page.getByText(/signed in as manager/).first()).toBeVisible()
})

test('an exception that is not there says so', async ({ pageAs }) => {
  const page = await pageAs('care', { mayComplain: /404/ })
  await page.goto('/exceptions/01900000-0000-7000-8000-000000000000')
  await expect(page.getByText('There is no such exception')).toBeVisible()
})
