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

/** Sales of a week that has an order of ours in it, whatever other tests place. */
const SALES = '/reports/sales?range=7d&compare=none'

async function download(page: Page, item: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: item }).click(),
  ])
  return readFile(await file.path())
}

/** The headline number of a figure. */
const figure = (page: Page, name: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .getByRole('link')

test('a manager chooses, compares, opens what is behind a number and takes it away', async ({
  pageAs,
  portal,
  sql,
}) => {
  const order = await placeShirtsOrder(portal, sql)
  const page = await pageAs('manager')
  await page.goto(SALES)
  await expect(page.getByRole('heading', { level: 1, name: 'Sales' })).toBeVisible()
  await expect(figure(page, 'Orders')).toBeVisible()

  await page.getByRole('button', { name: /^Range/ }).click()
  await page.getByRole('button', { name: 'Last 28 days' }).click()
  await expect(page).toHaveURL(/range=28d/)
  await page.getByRole('combobox', { name: 'Compared with' }).click()
  await page.getByRole('option', { name: 'Previous period' }).click()
  await expect(page).toHaveURL(/compare=previous/)
  const orders = page.getByRole('region', { name: 'Orders', exact: true })
  await expect(orders.getByRole('img', { name: /^Chart of Orders/ })).toBeVisible()
  await orders.getByText('Table', { exact: true }).click()
  await expect(orders.getByRole('table', { name: 'Orders' })).toBeVisible()
  await expectAccessible(page)

  const numbers = await download(page, 'The numbers as CSV')
  expect(numbers.toString()).toContain('"Section","Row"')
  const parquet = await download(page, 'The numbers as Parquet')
  expect(parquet.subarray(0, 4).toString()).toBe('PAR1')

  await figure(page, 'Orders').click()
  await expect(page).toHaveURL(/reports\/rows/)
  await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible()
  await expect(page.getByRole('link', { name: order.name })).toBeVisible()
  await expectAccessible(page)
  const rows = await download(page, 'These rows as CSV')
  expect(rows.toString()).toContain(`"${order.name}"`)
  const taken = await sql`select 1 from audit_log where action in
    ('report.exported', 'report_rows.export_started', 'report_rows.exported') and at > now() - interval '10 minutes'`
  expect(taken.length).toBeGreaterThanOrEqual(4)
  await page.getByRole('button', { name: 'Back to the report' }).click()
  await expect(page).toHaveURL(/range=28d.*compare=previous|compare=previous.*range=28d/)
})

test('a report is saved, marked, and sent by email', async ({ pageAs, portal }) => {
  const page = await pageAs('lead')
  const tag = crypto.randomUUID().slice(0, 8)
  const name = `Refunds ${tag}`
  // A filter that nobody saved before: a saved report shows its name in place of "Saved".
  await page.goto(`/reports/refunds?range=90d&gateway=${tag}`)
  await page.getByRole('button', { name: 'Saved' }).click()
  await page.getByRole('menuitem', { name: 'Save this report' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Save view' }).click()
  await page.getByRole('button', { name }).click()
  await page.getByRole('menuitem', { name: 'Send by email' }).click()
  const dialog = page.getByRole('dialog', { name: 'Reports by email' })
  await expect(dialog.getByRole('combobox', { name: 'Report' })).toHaveValue(name)
  await dialog.getByRole('button', { name: 'Send it to me' }).click()
  const schedule = dialog.getByRole('listitem', { name })
  await expect(schedule).toContainText('Each day from 07:00')
  await schedule.getByRole('button', { name: 'Send one now' }).click()
  await expect(schedule).toContainText('Sent')
  await expect(async () => {
    const mails: { subject: string }[] = await (await fetch(`${portal.sandboxUrl}/mailbox`)).json()
    expect(mails.filter(({ subject }) => subject.startsWith(name))).toHaveLength(1)
  }).toPass()
  await schedule.getByRole('button', { name: `End ${name}` }).click()
  await expect(schedule).toHaveCount(0)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Promotions and incidents' }).click()
  const marks = page.getByRole('dialog', { name: 'Promotions and incidents' })
  await marks.getByLabel('Title').fill(`Sale of ${name}`)
  await marks.getByLabel('Began').fill(new Date().toISOString().slice(0, 16))
  await marks.getByRole('button', { name: 'Mark it' }).click()
  await expect(marks.getByText(`Promotion: Sale of ${name}`)).toBeVisible()
  await marks.getByRole('button', { name: `Remove Sale of ${name}` }).click()
  await expect(marks.getByText(`Promotion: Sale of ${name}`)).toHaveCount(0)
})

test('pages open by role, and read in both themes and sizes', async ({ pageAs }) => {
  const care = await pageAs('care')
  await care.goto('/reports/sales')
  await expect(care.getByText(/lead, manager, finance, admin/)).toBeVisible()
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
