import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  expectReason,
  test,
} from './support/portal-page'
import { placeShirtsOrder } from './support/shirts-order'

/** Opens a menu and clicks an item. */
async function chooseMenuItem(page: Page, menu: string, item: string): Promise<void> {
  await page.getByRole('button', { name: menu, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('selects, tags, exports and holds orders in bulk, and shows the skipped ones', async ({
  pageAs,
  portal,
  sql,
}) => {
  // A unique customer name.
  const name = `Bulk${Date.now()}`
  const [first, second] = await Promise.all([
    placeShirtsOrder(portal, sql, { name }),
    placeShirtsOrder(portal, sql, { name }),
  ])
  const page = await pageAs('lead')
  await page.goto(`/orders?q=${name}`)
  const table = page.getByRole('table', { name: 'Orders' })
  const boxes = table.getByRole('checkbox', { name: /^Select #/ })
  await expect(boxes).toHaveCount(2)
  await boxes.nth(0).click()
  await boxes.nth(1).click({ modifiers: ['Shift'] })
  const bar = page.getByRole('region', { name: 'Bulk actions' })
  await expect(bar).toContainText('2 selected')
  await bar.getByRole('button', { name: 'Tag…' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Tag' }).fill('recalled')
  await page.getByRole('dialog').getByRole('button', { name: 'Tag 2 orders' }).click()
  const jobs = page.getByRole('list', { name: 'Jobs' })
  await expect(jobs).toContainText('Tagging 2 orders: finished, 2 done')
  const tagged = await sql`select tags from orders where id in ${sql([first.id, second.id])}`
  expect(tagged.map(({ tags }) => tags.includes('recalled'))).toEqual([true, true])

  await table.getByRole('checkbox', { name: 'Select all on this page' }).click()
  await bar.getByRole('button', { name: 'Select all matching orders' }).click()
  await expect(bar).toContainText('All matching orders selected')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    bar.getByRole('button', { name: 'Export selected' }).click(),
  ])
  const text = await readFile(await file.path(), 'utf8')
  expect(text.startsWith('\uFEFF"Order"')).toBe(true)
  for (const order of [first, second]) expect(text).toContain(`"${order.name}"`)
  await expectAccessible(page)

  await bar.getByRole('button', { name: 'Hold…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Recall')
  await expect(dialog).toContainText("2 can't be changed in their current status")
  await dialog.getByRole('button', { name: 'Hold 2 orders' }).click()
  await expect(jobs).toContainText('Holding 2 orders: finished, 0 done')
  await jobs.getByRole('button', { name: '2 skipped' }).first().click()
  await expect(page.getByRole('dialog')).toContainText(`Order ${first.name} is already completed.`)
})

test('opens documents in their paper sizes, and records who opened them', async ({
  pageAs,
  portal,
  sql,
}) => {
  const order = await placeShirtsOrder(portal, sql)
  const page = await pageAs('care')
  await page.goto(`/orders/${order.id}`)
  await page.getByRole('button', { name: 'Documents', exact: true }).click()
  const customs = page.getByRole('menuitem', { name: 'Customs declaration' })
  await expect(customs).toContainText("This shipment doesn't cross a customs border.")
  await expect(page.getByRole('menuitem', { name: 'Invoice' })).toHaveAttribute(
    'href',
    `/orders/${order.id}/documents/invoice`,
  )
  await page.goto(`/orders/${order.id}/documents/invoice`)
  const invoice = page.getByRole('article', { name: 'Invoice' })
  await expect(invoice).toContainText('Red shirt')
  await expect(invoice).toContainText('Total$178.90')
  await expect(invoice).toContainText('Balance due$0.00')
  await expectAccessible(page)
  expect(await paperSizes(page)).toEqual(['612 792'])
  await page.getByText('A4', { exact: true }).click()
  await expect(page).toHaveURL(/paper=a4/)
  expect(await paperSizes(page)).toEqual(['594.95996 841.91998'])

  await page.goto(`/orders/${order.id}/documents/label`)
  const label = page.getByRole('article', { name: 'Shipping label sheet' })
  await expect(label.getByRole('img', { name: /^Barcode of/ })).toBeVisible()
  await expect(label).toContainText('350 Fifth Avenue')
  expect(await paperSizes(page)).toEqual(['288 432'])
  const opened = await sql`select data->>'kind' as kind from audit_log
    where action = 'document.opened' and subject_id = ${order.id} order by id`
  expect(opened.map(({ kind }) => kind)).toEqual(['invoice', 'label'])
})

/** Returns the width and height of each printed page, in points. */
async function paperSizes(page: Page): Promise<string[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  return [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+ [\d.]+)\]/g)].map(([, size = '']) => size)
}

test('holds, tags, annotates and releases an order, with timeline events', async ({
  pageAs,
  portal,
  sql,
}) => {
  const { id } = await placeShirtsOrder(portal, sql)
  // A completed order cannot be held.
  await sql`update orders set status = 'waiting' where id = ${id}`
  const page = await pageAs('care')
  await page.goto(`/orders/${id}`)
  await chooseMenuItem(page, 'More', 'Hold')
  await page.getByRole('textbox', { name: 'Reason' }).fill('The customer asked to wait')
  await page.getByRole('button', { name: 'Hold order' }).click()
  const banner = page.getByRole('region', { name: 'Order alert' })
  await expect(banner).toContainText('The customer asked to wait')
  await page.getByRole('textbox', { name: 'New tag' }).fill('patience')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Remove tag patience' })).toBeVisible()
  await page.getByRole('textbox', { name: 'New note' }).fill('Wait for Monday.')
  await page.getByRole('button', { name: 'Add note' }).click()
  await expect(page.getByRole('region', { name: 'Notes' })).toContainText('Wait for Monday.')
  await chooseMenuItem(page, 'More', 'Release')
  await page.getByRole('textbox', { name: 'Reason' }).fill('She called again')
  await page.getByRole('button', { name: 'Release order' }).click()
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await expect(timeline).toContainText('Released the order: She called again')
  await expect(timeline).toContainText('Added tag patience')
  await chooseMenuItem(page, 'More', 'Resend receipt')
  await expect(timeline).toContainText('Receipt resent to the customer')

  await page.getByRole('button', { name: 'Sub total' }).click()
  const prices = page.getByRole('region', { name: 'Order Prices' })
  await expect(prices).toContainText('1 × Blue shirt')
  await page.getByRole('button', { name: 'Price breakdown for Red shirt' }).click()
  await expect(page.getByText('List price × 1')).toBeVisible()
  await expectAccessible(page)
})

test('edits, assigns and cancels a waiting order, and shows other roles why they cannot', async ({
  pageAs,
  portal,
  sql,
}) => {
  const { id, name } = await placeShirtsOrder(portal, sql, { isUnpaid: true })
  const menuOf = async (page: Page, item: string) => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    return page.getByRole('menuitem', { name: item })
  }
  const manager = await pageAs('manager')
  await manager.goto(`/orders/${id}`)
  for (const item of ['Hold', 'Edit shipping address', 'Resend receipt', 'Cancel order']) {
    await expect(await menuOf(manager, item)).toContainText('Your role is manager')
    await manager.keyboard.press('Escape')
  }

  const page = await pageAs('care')
  await page.goto(`/orders/${id}`)
  await expect(await menuOf(page, 'Resend receipt')).toContainText('has not been sent yet')
  await page.getByRole('menuitem', { name: 'Edit shipping address' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'City' }).fill('Albany')
  await dialog.getByRole('button', { name: 'Save address' }).click()
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await expect(timeline).toContainText('city “New York” → “Albany”')
  await page.getByRole('combobox', { name: 'Assignee' }).click()
  const colleague = page.getByRole('option').first()
  const assignee = (await colleague.textContent()) ?? ''
  await colleague.click()
  await expect(timeline).toContainText(`Assigned the order to ${assignee}`)
  await (await menuOf(page, 'Cancel order')).click()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Ordered twice')
  await dialog.getByRole('button', { name: 'Cancel order' }).click()
  await expect(timeline).toContainText('Order canceled: Ordered twice')
  await expect(await menuOf(page, 'Hold')).toContainText(`Order ${name} is canceled.`)
  await page.keyboard.press('Escape')
  await timeline.getByText('Storefront', { exact: true }).click()
  await expect(timeline).not.toContainText('Albany')
  await timeline.getByText('People', { exact: true }).click()
  await expect(timeline).toContainText('Albany')
})

test('masks personal data for roles that do not need it, and reveals it on request', async ({
  pageAs,
  portal,
  sql,
}) => {
  const order = await placeShirtsOrder(portal, sql, { name: 'Wilhelmina' })
  const page = await pageAs('manager', { phone: true, dark: true })
  await page.goto('/customers?q=wilhelmina')
  const customers = page.getByRole('table', { name: 'Customers' })
  await expect(customers).toContainText('W••• L•••')
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await page.goto(`/orders/${order.id}`)
  await expect(page.getByRole('region', { name: 'Customer history' })).toBeVisible()
  await expect(page.getByText(order.email)).toHaveCount(0)
  await page.getByRole('button', { name: 'Show personal data' }).click()
  await expect(page.getByText(order.email).first()).toBeVisible()
  const revealed = await sql`
    select 1 from audit_log where action = 'order.personal_data_revealed' and subject_id = ${order.id}`
  expect(revealed).toHaveLength(1)
  await page.getByRole('link', { name: 'View customer' }).click()
  await expect(page).toHaveURL(/\/customers\//)
})

test('keeps filters, sort and columns in the URL, and saves them as a view', async ({
  pageAs,
  sql,
}) => {
  const page = await pageAs('care', { dark: true })
  await page.goto('/orders')
  const table = page.getByRole('table', { name: 'Orders' })
  await expect(table).toBeVisible()
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: 'Completed' }).click()
  await expect(page).toHaveURL((url) => url.searchParams.get('status') === 'completed')
  await expectAccessible(page)
  await page.goto('/orders?status=completed&sort=placed&columns=order,total,country')
  await expect(table.getByRole('columnheader')).toHaveCount(4)
  // Each row is one line high.
  const row = table.getByRole('row').nth(1)
  await expect.poll(async () => (await row.boundingBox())?.height).toBeLessThan(48)
  const [oldest] = await sql`
    select name from orders where status = 'completed' order by placed_at, id limit 1`
  await expect(row).toContainText(oldest?.name)
  await expectReason(page.getByRole('button', { name: 'Export', exact: true }), /Your role is care/)
  const view = `View ${Date.now()}`
  await page.getByRole('button', { name: 'Save view', exact: true }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill(view)
  await page.getByRole('dialog').getByRole('button', { name: 'Save view' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.goto('/orders?view=all')
  await chooseMenuItem(page, 'Saved views', view)
  await expect(page).toHaveURL((url) => url.searchParams.get('columns') === 'order,total,country')
})
