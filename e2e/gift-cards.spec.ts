import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  expectReason,
  test,
} from './support/portal-page'
import { openRefundSheet } from './support/refund-sheet'
import { placeShirtsOrder } from './support/shirts-order'

test('issues a gift card as a refund, shows its code once, and voids it', async ({
  pageAs,
  portal,
  sql,
}) => {
  const order = await placeShirtsOrder(portal, sql)
  const care = await pageAs('care')
  const sheet = await openRefundSheet(care, order.id)
  await sheet.getByRole('radio', { name: 'Gift card' }).check()
  await sheet.getByLabel('Quantity to refund, Blue shirt').fill('1')
  await sheet.getByRole('button', { name: /^Refund \$19\.99 as a gift card/ }).click()
  await expect(sheet.getByText('Gift card code. Copy it now')).toBeVisible()
  const code = (await sheet.locator('code').textContent()) ?? ''
  expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/)

  const lead = await pageAs('lead')
  const [card] = await sql`select id from gift_cards where order_id = ${order.id}`
  await lead.goto(`/gift-cards/${card?.id}`)
  await expectReason(lead.getByRole('button', { name: /^Void gift card/ }), /Your role is lead/)

  const finance = await pageAs('finance', { dark: true })
  await finance.goto(`/gift-cards?q=${code}`)
  const row = finance.getByRole('table', { name: 'Gift cards' }).getByRole('row').nth(1)
  await expect(row).toContainText(`•••• ${code.slice(-4)}`)
  await expect(row).toContainText('$19.99')
  await expectAccessible(finance)
  await row.getByRole('link', { name: code.slice(-4) }).click()
  await expect(finance.getByRole('region', { name: 'Ledger' })).toContainText('Issued')
  await expectAccessible(finance)
  const close = finance.getByRole('button', { name: 'Void gift card and remove $19.99' })
  await expect(close).toHaveAttribute('aria-disabled', 'true')
  await finance.getByLabel('Reason').fill('The customer wanted a new shirt instead.')
  await close.click()
  await expect(finance.getByRole('heading', { level: 1 })).toContainText(code.slice(-4))
  await expect(finance.getByText('$0.00 left')).toBeVisible()
  await expect(finance.getByRole('region', { name: 'Ledger' })).toContainText('a new shirt instead')
})

test('refunds the remaining gift card balance in cash', async ({ pageAs, portal, sql }) => {
  const order = await placeShirtsOrder(portal, sql)
  const care = await pageAs('care')
  const sheet = await openRefundSheet(care, order.id)
  await sheet.getByRole('radio', { name: 'Gift card' }).check()
  await sheet.getByLabel('Quantity to refund, Red shirt').fill('1')
  await sheet.getByRole('button', { name: /^Refund \$15\.99 as a gift card/ }).click()
  await expect(sheet.getByText('Gift card code. Copy it now')).toBeVisible()
  const [card] = await sql`select id from gift_cards where order_id = ${order.id}`
  const finance = await pageAs('finance')
  await finance.goto(`/gift-cards/${card?.id}`)
  await finance.getByLabel('Cash refund note').fill('They asked for their money.')
  await expectAccessible(finance)
  await finance.getByRole('button', { name: 'Refund $15.99 in cash' }).click()
  await expect(finance.getByRole('region', { name: 'Ledger' })).toContainText('Converted to cash')
  await expect(finance.getByText('$0.00 left')).toBeVisible()
  await expect(async () => {
    const [visa] = await sql`select gateway_reference from payments
      where order_id = ${order.id} and gateway = 'stripe'`
    const { payments } = await (await fetch(`${portal.sandboxUrl}/stripe/ledger`)).json()
    const paid = payments.find(({ id }: { id: string }) => id === visa?.gateway_reference)
    expect(paid).toMatchObject({ captured: 7890, refunded: 1599 })
  }).toPass()
})

test('shows gift cards to leads but not to care', async ({ pageAs }) => {
  const lead = await pageAs('lead', { phone: true })
  await lead.goto('/gift-cards')
  await expect(lead.getByRole('heading', { name: 'Gift cards' })).toBeVisible()
  await expectNoSidewaysScroll(lead)
  await expectAccessible(lead)
  const care = await pageAs('care')
  await care.goto('/gift-cards')
  await expect(care.getByText(/lead, manager, finance, or admin/)).toBeVisible()
})
