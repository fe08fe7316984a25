import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  expectReason,
  test,
} from './support/portal-page'
import { openRefundSheet } from './support/refund-sheet'
import { placeShirtsOrder } from './support/shirts-order'
import { until } from './support/until'

type Email = { to: string; subject: string; text: string; html: string }

async function emailsTo(sandboxUrl: string, address: string): Promise<Email[]> {
  const emails: Email[] = await (await fetch(`${sandboxUrl}/mailbox`)).json()
  return emails.filter(({ to }) => to.includes(address))
}

test('issues the refund of the worked example and emails the receipt', async ({
  pageAs,
  portal,
  sql,
}) => {
  const order = await placeShirtsOrder(portal, sql)
  const page = await pageAs('care')
  const sheet = await openRefundSheet(page, order.id)

  const choice = (group: string, option: string) =>
    sheet.getByRole('radiogroup', { name: group }).getByRole('radio', { name: option })
  await expect(choice('Reissue Type', 'Refund')).toBeChecked()
  await choice('Amount', 'Partial').check()
  await choice('Refund Type', 'Cash').check()
  await choice('Refund Shipment', 'No').check()
  await expect(sheet.getByText('$132.92 of $132.92 left')).toBeVisible()
  const items = sheet.getByRole('row')
  const red = items.filter({ hasText: 'Red shirt' })
  await expect(red).toContainText('SKU SHIRT-RED-M')
  await expect(red).toContainText('of 1')
  await sheet.getByLabel('Quantity to refund, Red shirt').fill('1')
  await expect(red).toContainText('$15.99')
  await expect(items.filter({ hasText: 'Blue shirt' })).toContainText('$0.00')
  await sheet.getByRole('combobox', { name: 'Restock, Red shirt' }).click()
  await page.getByRole('option', { name: 'Damaged' }).click()
  await expect(sheet.getByRole('checkbox', { name: 'Notify customer' })).toBeChecked()
  await sheet.getByLabel('Note').fill('Came torn 😢 Größe 名前 ©')
  const outcome = sheet.getByRole('region', { name: 'Refund summary' })
  await expect(outcome).toContainText('Total refund$15.99')
  await expect(outcome).toContainText('Visa •••• 4242$15.99up to $78.90')
  await expect(outcome).toContainText('Gift card •••• 6789$0.00up to $100.00')
  await expect(outcome).toContainText(
    'no approval needed · $0.00 refunded to this customer in the last 90 days',
  )
  await sheet.getByRole('button', { name: 'Preview email' }).click()
  const preview = sheet.getByRole('region', { name: 'Customer email' })
  await expect(preview).toContainText(order.email)
  await expect(preview).toContainText('Refunded to Visa ending in 4242: $15.99')

  await sheet.getByRole('button', { name: 'Refund $15.99 to Visa •••• 4242' }).click()
  await expect(sheet.getByText('Refund of $15.99 submitted')).toBeVisible()
  await sheet.getByRole('button', { name: 'Back to order' }).click()
  const block = page.getByRole('region', { name: 'Refunds and reshipments' })
  await expect(block).toContainText('1 × Red shirt')
  await expect(block).toContainText('Came torn Größe 名前 ©')
  await expect(block.getByText('Refunded', { exact: true })).toBeVisible()

  const receipt = await until(
    async () => {
      const email = (await emailsTo(portal.sandboxUrl, order.email)).find(({ subject }) =>
        subject.includes('refund'),
      )
      if (!email) throw new Error('The refund email has not arrived.')
      return email
    },
    { seconds: 30 },
  )
  expect(receipt.subject).toBe(`Your refund for order ${order.name} at Sandbox shop`)
  for (const line of [
    '1 × Red shirt: $15.99',
    'Total refund: $15.99',
    'Visa ending in 4242: $15.99',
  ])
    expect(receipt.text).toContain(line)
  expect(receipt.html).toContain('$15.99')
  expect(receipt.text).not.toContain('Blue shirt')
  const [visa] = await sql`
    select gateway_reference, refunded_minor::int as refunded from payments
    where order_id = ${order.id} and gateway = 'stripe'`
  expect(visa?.refunded).toBe(1599)
  const ledger = await (await fetch(`${portal.sandboxUrl}/stripe/ledger`)).json()
  expect(
    ledger.payments.find(({ id }: { id: string }) => id === visa?.gateway_reference),
  ).toMatchObject({ captured: 7890, refunded: 1599 })
})

test('requires approval for a refund above the limit', async ({ pageAs, portal, sql }) => {
  const order = await placeShirtsOrder(portal, sql)
  const care = await pageAs('care')
  const sheet = await openRefundSheet(care, order.id)
  await sheet.getByRole('radio', { name: 'Full' }).check()
  await expect(sheet.getByText('The limit for one refund is $100.00.')).toBeVisible()
  await sheet.getByRole('button', { name: 'Request approval to refund $178.90' }).click()
  await expect(sheet.getByText('Refund of $178.90 submitted for approval')).toBeVisible()
  await sheet.getByRole('button', { name: 'Back to order' }).click()
  const block = care.getByRole('region', { name: 'Refunds and reshipments' })
  await expect(block.getByText('Needs approval')).toBeVisible()

  const lead = await pageAs('lead')
  await lead.goto('/approvals')
  const request = lead.getByRole('article', { name: `Request for order ${order.name}` })
  await expect(request).toContainText('Refund $178.90')
  await expect(request).toContainText('Visa •••• 4242 $78.90')
  await request.getByLabel('Your note').fill('Agreed with the carrier.')
  await request.getByRole('button', { name: 'Approve' }).click()
  await expect(request).toBeHidden()
  await expect(block.getByText('Refunded', { exact: true })).toBeVisible()
  await expect(block).toContainText('Agreed with the carrier.')
  const [sums] = await sql`
    select sum(captured_minor)::int as captured, sum(refunded_minor)::int as refunded
    from payments where order_id = ${order.id}`
  expect(sums?.refunded).toBe(sums?.captured)
  // "Return to stock" is the default for every item.
  const lines = await sql`
    select restock from resolution_lines l join resolutions r on r.id = l.resolution_id
    where r.order_id = ${order.id}`
  expect(lines.map(({ restock }) => restock)).toEqual(Array(3).fill('return_to_stock'))
})

test('prevents leads from deciding their own requests, and shows the reason for a rejection', async ({
  pageAs,
  portal,
  sql,
}) => {
  const order = await placeShirtsOrder(portal, sql, { quantity: 40 })
  const lead = await pageAs('lead')
  const sheet = await openRefundSheet(lead, order.id)
  await sheet.getByRole('radio', { name: 'Full' }).check()
  await sheet.getByRole('button', { name: /^Request approval to refund \$1,972\.12/ }).click()
  await sheet.getByRole('button', { name: 'Back to order' }).click()
  const name = `Request for order ${order.name}`
  await lead.goto('/approvals')
  const own = lead.getByRole('article', { name })
  const approve = own.getByRole('button', { name: 'Approve' })
  await expect(approve).toHaveAttribute('aria-disabled', 'true')
  await expectReason(approve, /can't decide your own request/)

  const admin = await pageAs('admin')
  await admin.goto('/approvals')
  const request = admin.getByRole('article', { name })
  await expect(request.getByRole('button', { name: 'Reject' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await request.getByLabel('Your note').fill('Send the shirts again instead.')
  await request.getByRole('button', { name: 'Reject' }).click()
  await expect(request).toBeHidden()
  await lead.goto(`/orders/${order.id}`)
  const block = lead.getByRole('region', { name: 'Refunds and reshipments' })
  await expect(block.getByText('Rejected', { exact: true })).toBeVisible()
  await expect(block).toContainText('Send the shirts again instead.')

  // A reshipment above the limit also requires approval.
  const again = await openRefundSheet(lead, order.id)
  await again.getByRole('radio', { name: 'Reshipment' }).check()
  for (const shirt of ['Red', 'Blue', 'Yellow'])
    await again.getByLabel(`Quantity to reship, ${shirt} shirt`).fill('40')
  await again.getByRole('button', { name: 'Request approval to reship 120 items' }).click()
  await expect(again.getByText('Reshipment submitted for approval')).toBeVisible()
  await admin.goto('/approvals')
  await request.getByRole('button', { name: 'Approve' }).click()
  await expect(request).toBeHidden()
  await lead.goto(`/orders/${order.id}`)
  await expect(block.getByText('Reshipped', { exact: true })).toBeVisible()
})

test('shows roles without permission why refunds are disabled', async ({ pageAs, sql }) => {
  const [order] = await sql`
    select id from orders where status = 'completed' order by placed_at limit 1`
  for (const role of ['manager', 'finance', 'engineer'] as const) {
    const page = await pageAs(role)
    await page.goto(`/orders/${order?.id}`)
    const button = page.getByRole('button', { name: 'Refund or reship' })
    await expect(button).toHaveAttribute('aria-disabled', 'true')
    await expectReason(button, `Your role is ${role}`)
  }
})

test('shows the new remaining quantities to a second user refunding the same order', async ({
  pageAs,
  portal,
  sql,
}) => {
  const order = await placeShirtsOrder(portal, sql)
  const [care, lead] = [await pageAs('care'), await pageAs('lead')]
  const [first, second] = [
    await openRefundSheet(care, order.id),
    await openRefundSheet(lead, order.id),
  ]
  for (const sheet of [first, second])
    await sheet.getByLabel('Quantity to refund, Red shirt').fill('1')
  await expect(second.getByRole('button', { name: /^Refund \$15\.99/ })).toBeEnabled()
  await first.getByRole('button', { name: /^Refund \$15\.99/ }).click()
  await expect(first.getByText('Refund of $15.99 submitted')).toBeVisible()
  await expect(second.getByRole('status')).toContainText('changed order')
  await expect(second.getByRole('row', { name: /Red shirt/ })).toContainText(
    '0 of 1 left, 1 refunded',
  )
  await expect(second.getByRole('alert').first()).toContainText(/left/)
})

test('reships an item at no charge to a corrected address', async ({ pageAs, portal, sql }) => {
  const order = await placeShirtsOrder(portal, sql)
  const page = await pageAs('care')
  const sheet = await openRefundSheet(page, order.id)
  await sheet.getByRole('radio', { name: 'Reshipment' }).check()
  await sheet.getByLabel('Quantity to reship, Blue shirt').fill('1')
  await expect(sheet.getByText('Customer pays')).toBeVisible()
  await sheet.getByRole('checkbox', { name: 'Ship to a different address' }).check()
  await sheet.getByLabel('Street address').fill('20 West 34th Street')
  await sheet.getByRole('button', { name: 'Reship 1 item' }).click()
  await expect(sheet.getByText('Reshipment submitted')).toBeVisible()
  await sheet.getByRole('button', { name: 'Back to order' }).click()
  const block = page.getByRole('region', { name: 'Refunds and reshipments' })
  await expect(block.getByText('Reshipped', { exact: true })).toBeVisible()
  await expect(
    page.getByRole('region', { name: 'Shipments', exact: true }).getByRole('article'),
  ).toHaveCount(2)
})

test('searches, opens and refunds an order with the keyboard only', async ({
  pageAs,
  portal,
  sql,
}) => {
  const order = await placeShirtsOrder(portal, sql)
  const page = await pageAs('care')
  await page.goto('/orders')
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox')).toBeFocused({ timeout: 1_000 })
  }).toPass()
  await page.keyboard.type(order.name)
  await expect(page).toHaveURL((url) => url.searchParams.get('q') === order.name)
  const found = page.getByRole('table', { name: 'Orders' }).getByRole('row')
  await expect(found).toHaveCount(2)
  await page.keyboard.press('Tab')
  await expect(async () => {
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/orders/${order.id}$`), { timeout: 3_000 })
  }).toPass()
  const sheet = page.getByRole('dialog', { name: /^Issue refund/ })
  await expect(async () => {
    await page.keyboard.press('r')
    await expect(sheet).toBeVisible({ timeout: 3_000 })
  }).toPass()
  const quantity = sheet.getByLabel('Quantity to refund, Yellow shirt')
  await expect(quantity).toBeVisible()
  for (let presses = 0; presses < 40; presses++) {
    if (await quantity.evaluate((field) => field === document.activeElement)) break
    await page.keyboard.press('Tab')
  }
  await expect(quantity).toBeFocused()
  await page.keyboard.type('1')
  await expect(sheet.getByRole('button', { name: /^Refund \$10\.00 to Visa/ })).toBeEnabled()
  await page.keyboard.press('Control+Enter')
  await expect(sheet.getByText('Refund of $10.00 submitted')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(sheet).toBeHidden()
  await expect(page.getByRole('region', { name: 'Refunds and reshipments' })).toContainText(
    '$10.00',
  )
})

for (const dark of [false, true])
  test(`the refund sheet and approvals are accessible, ${dark ? 'dark' : 'light'}`, async ({
    pageAs,
    portal,
    sql,
  }) => {
    const order = await placeShirtsOrder(portal, sql)
    const page = await pageAs('lead', { dark, phone: dark })
    const sheet = await openRefundSheet(page, order.id)
    await sheet.getByRole('radio', { name: 'Full' }).check()
    await expect(
      sheet.getByRole('button', { name: /^(Refund|Request approval to refund) \S/ }),
    ).toBeEnabled()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.goto('/approvals')
    await expect(page.getByRole('heading', { name: 'Decided' })).toBeVisible()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })
