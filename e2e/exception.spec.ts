import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/portal-page'
import { listOpenExceptions, openPortalWorld } from './support/portal-world'

const press = async (page: Page, name: string) => {
  await page.getByRole('button', { name, exact: true }).last().click()
}

const textbox = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

const choose = async (page: Page, name: string) => {
  const actions = page.getByRole('group', { name: 'Actions', exact: true })
  await actions.getByRole('button', { name, exact: true }).click()
}

test('resolves a declined payment when the customer pays the payment link', async ({
  pageAs,
  portal,
  sql,
}) => {
  const world = await openPortalWorld(portal, sql)
  const { orderId } = await world.addPaidOrder({ sentinel: 'decline' })
  await world.place(orderId)
  const [exception] = await listOpenExceptions(sql, { orderId })
  const page = await pageAs('care')
  await page.goto(`/exceptions/${exception?.id}`)
  await choose(page, 'Send payment link')
  await expect(page.getByRole('textbox', { name: 'Message to customer' })).toHaveValue(
    /You can pay with/,
  )
  await press(page, 'Send link')
  await expect(page.getByText(/Sent a payment link/).first()).toBeVisible()
  const link = page.getByRole('region', { name: 'Payment link' })
  await expect(link).toContainText('Awaiting payment')
  const checkout = await page.context().newPage()
  await checkout.goto((await link.getByRole('link').getAttribute('href')) ?? '')
  await checkout.getByRole('button', { name: /^Pay / }).click()
  await expect(checkout.getByText('Thank you for your payment.')).toBeVisible()
  await checkout.close()
  await sql`update payment_links set next_poll_at = now() - interval '1 second' where order_id = ${orderId}`
  const { pollPaymentLinks } = await import('../server/modules/payments/poll-payment-links')
  await pollPaymentLinks(0.001)
  await world.settle(orderId)
  await expect(page.getByRole('heading', { name: 'Resolved', exact: true })).toBeVisible()
  await expect(link).toContainText('Paid')
})

test('the page is accessible in both themes and fits a phone', async ({ pageAs, sql }) => {
  const [open] = await sql`select id from exceptions
    where status = 'open' and kind = 'customs_data_missing' order by opened_at limit 1`
  for (const dark of [false, true]) {
    const page = await pageAs('engineer', { dark, phone: dark })
    await page.goto(`/exceptions/${open?.id}`)
    await expect(
      page.getByRole('heading', { name: 'Exceptions with the same cause' }),
    ).toBeVisible()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
})

test('shows address errors at their fields', async ({ pageAs, sql }) => {
  const [open] = await sql`select id from exceptions
    where status = 'open' and kind = 'address_invalid' order by opened_at limit 1`
  const page = await pageAs('care')
  await page.goto(`/exceptions/${open?.id}`)
  await page.getByRole('combobox', { name: 'Country' }).fill('Germany')
  await page.getByRole('option', { name: 'Germany' }).click()
  await textbox(page, 'Postal code').fill('12')
  await press(page, 'Save and continue')
  await expect(page.getByText(/12 isn't a valid postal code in this country/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Resolve', exact: true })).toBeVisible()
})

test('shows a role without permission why actions are disabled', async ({ pageAs, sql }) => {
  const [open] =
    await sql`select id from exceptions where status = 'open' order by opened_at limit 1`
  const page = await pageAs('manager')
  await page.goto(`/exceptions/${open?.id}`)
  await expect(page.getByText(/Your role is manager/).first()).toBeVisible()
})

test('shows a message for an unknown exception', async ({ pageAs }) => {
  const page = await pageAs('care', { expectedErrors: /404/ })
  await page.goto('/exceptions/01900000-0000-7000-8000-000000000000')
  await expect(page.getByText('Exception not found')).toBeVisible()
})
