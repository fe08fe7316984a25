import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  LOOKS,
  test,
} from './support/portal-page'
import { placeShirtsOrder } from './support/shirts-order'

/** A sales report of the last 7 days, which includes the test's own order. */
const SALES = '/reports/sales?range=7d&compare=none'

async function download(page: Page, item: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ])
  return readFile(await file.path())
}

/** Returns the link of a metric. */
const metric = (page: Page, name: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .getByRole('link')

test('a manager filters and compares a report, drills down and exports it', async ({
  pageAs,
  portal,
  sql,
}) => {
  const order = await placeShirtsOrder(portal, sql)
  const page = await pageAs('manager')
  await page.goto(SALES)
  await expect(page.getByRole('heading', { level: 1, name: 'Sales' })).toBeVisible()
  await expect(metric(page, 'Orders')).toBeVisible()

  await page.getByRole('button', { name: /^Range/ }).click()
  await page.getByRole('button', { name: 'Last 28 days' }).click()
  await expect(page).toHaveURL(/range=28d/)
  await page.getByRole('combobox', { name: 'Comparison' }).click()
  await page.getByRole('option', { name: 'Previous period' }).click()
  await expect(page).toHaveURL(/compare=previous/)
  const orders = page.getByRole('region', { name: 'Orders', exact: true })
  await expect(orders.getByRole('img', { name: /^Chart of Orders/ })).toBeVisible()
  await orders.getByText('Table', { exact: true }).click()
  await expect(orders.getByRole('table', { name: 'Orders' })).toBeVisible()
  await expectAccessible(page)

  const numbers = await download(page, 'Download CSV')
  expect(numbers.toString()).toContain('"Section","Row"')
  const parquet = await download(page, 'Download Parquet')
  expect(parquet.subarray(0, 4).toString()).toBe('PAR1')

  await metric(page, 'Orders').click()
  await expect(page).toHaveURL(/reports\/rows/)
  await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible()
  await expect(page.getByRole('link', { name: order.name })).toBeVisible()
  await expectAccessible(page)
  const rows = await download(page, 'Download CSV')
  expect(rows.toString()).toContain(`"${order.name}"`)
  const audited = await sql`select 1 from audit_log where action in
    ('report.exported', 'report_rows.export_started', 'report_rows.exported') and at > now() - interval '10 minutes'`
  expect(audited.length).toBeGreaterThanOrEqual(4)
  await page.getByRole('button', { name: 'Back to report' }).click()
  await expect(page).toHaveURL(/range=28d.*compare=previous|compare=previous.*range=28d/)
})

test('a report is saved, scheduled by email and annotated', async ({ pageAs, portal }) => {
  const page = await pageAs('lead')
  const tag = crypto.randomUUID().slice(0, 8)
  const name = `Refunds ${tag}`
  // A unique filter, because a report that is already saved shows its name instead of "Saved".
  await page.goto(`/reports/refunds?range=90d&gateway=${tag}`)
  await page.getByRole('button', { name: 'Saved' }).click()
  await page.getByRole('menuitem', { name: 'Save report' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Save view' }).click()
  await page.getByRole('button', { name }).click()
  await page.getByRole('menuitem', { name: 'Schedule email' }).click()
  const dialog = page.getByRole('dialog', { name: 'Scheduled emails' })
  await expect(dialog.getByRole('combobox', { name: 'Report' })).toHaveValue(name)
  await dialog.getByRole('button', { name: 'Create schedule' }).click()
  const schedule = dialog.getByRole('listitem', { name })
  await expect(schedule).toContainText('Daily at 07:00')
  await schedule.getByRole('button', { name: 'Send now' }).click()
  await expect(schedule).toContainText('Sent')
  await expect(async () => {
    const mails: { subject: string }[] = await (await fetch(`${portal.sandboxUrl}/mailbox`)).json()
    expect(mails.filter(({ subject }) => subject.startsWith(name))).toHaveLength(1)
  }).toPass()
  await schedule.getByRole('button', { name: `Delete schedule ${name}` }).click()
  await expect(schedule).toHaveCount(0)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Annotations' }).click()
  const annotations = page.getByRole('dialog', { name: 'Annotations' })
  await annotations.getByLabel('Title').fill(`Sale of ${name}`)
  await annotations.getByLabel('Start').fill(new Date().toISOString().slice(0, 16))
  await annotations.getByRole('button', { name: 'Add annotation' }).click()
  await expect(annotations.getByText(`Promotion: Sale of ${name}`)).toBeVisible()
  await annotations.getByRole('button', { name: `Remove Sale of ${name}` }).click()
  await expect(annotations.getByText(`Promotion: Sale of ${name}`)).toHaveCount(0)
})

test('reports respect roles and are accessible in both themes and all sizes', async ({
  pageAs,
}) => {
  const care = await pageAs('care')
  await care.goto('/reports/sales')
  await expect(care.getByText(/lead, manager, finance, or admin/)).toBeVisible()
  const page = await pageAs('admin')
  for (const path of ['/reports?range=7d', '/reports/exceptions?range=7d']) {
    await page.goto(path)
    await expect(page.getByText(/^As of/)).toBeVisible()
    for (const { colorScheme, ...size } of LOOKS) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize(size)
      await expect(page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`)).toBeAttached()
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
    }
  }
})
