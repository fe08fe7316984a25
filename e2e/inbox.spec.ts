import type { Page } from '@playwright/test'
import type postgres from 'postgres'
import { placeOrders } from '../sandbox/storefront/place-orders'
import { addStaff } from './support/add-staff'
import {
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  expectReason,
  test,
} from './support/portal-page'

type Portal = { url: string; sandboxUrl: string; webhookSecret: string }

/**
 * Places failing orders until the wanted number of exceptions waits for staff. Returns a gateway
 * name that only these exceptions have, to filter the inbox by.
 */
async function provoke(portal: Portal, sql: postgres.Sql, wanted: number): Promise<string> {
  const { url: portalUrl, ...rest } = portal
  const placed = await placeOrders({
    portalUrl,
    ...rest,
    orders: wanted * 2,
    troublePercent: 100,
    seed: 23,
  })
  const numbers = placed.orders.map(({ externalId }) => externalId)
  const own = sql`order_id in (select id from orders where external_id in ${sql(numbers)})
    and status = 'open' and stage = 'staff' and assignee_id is null`
  const countWaiting = async () => {
    const [row] = await sql`select count(*)::int as n from exceptions where ${own}`
    return Number(row?.n)
  }
  await expect.poll(countWaiting, { timeout: 90_000 }).toBeGreaterThanOrEqual(wanted)
  const gateway = `e2e-${placed.orders[0]?.externalId}`
  await sql`update exceptions set gateway = ${gateway} where ${own}`
  return gateway
}

const table = (page: Page) => page.getByRole('table', { name: 'Exceptions' })
const focused = (page: Page) => page.locator('a[data-row-link]:focus')

/** Focuses a row with `j`. Returns the ID of its exception. */
async function stepToRow(page: Page): Promise<string> {
  await expect(async () => {
    if ((await focused(page).count()) === 0) await page.keyboard.press('j')
    await expect(focused(page)).toHaveCount(1, { timeout: 1_000 })
  }).toPass()
  const href = await focused(page).getAttribute('href')
  return href?.split('/').at(-1) ?? ''
}

test('triages ten exceptions with the keyboard only', async ({ pageAs, portal, sql }) => {
  const gateway = await provoke(portal, sql, 12)
  const page = await pageAs('care')
  await page.goto('/orders')
  await expect(async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('e')
    await expect(page).toHaveURL(/\/exceptions/, { timeout: 3_000 })
  }).toPass()
  await page.goto(`/exceptions?grouped=false&tab=unassigned&sort=newest&gateway=${gateway}`)
  await expect(table(page)).toBeVisible()
  const verbs = [
    { key: 't', status: 'in_progress' },
    { key: 'w', status: 'waiting' },
    { key: 'i', status: 'ignored' },
  ] as const
  for (let turn = 0; turn < 10; turn += 1) {
    const id = await stepToRow(page)
    const { key, status } = verbs[turn % verbs.length] ?? verbs[0]
    await page.keyboard.press(key)
    if (key !== 't') {
      await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeFocused()
      await page.keyboard.type('The customer is on holiday')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
    const readStatus = async () =>
      (await sql`select status from exceptions where id = ${id}`)[0]?.status as string
    await expect.poll(readStatus).toBe(status)
    await expect(table(page).locator(`a[href$="${id}"]`)).toHaveCount(0)
  }
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('Assign exception to me')
})

test('switches from groups to the list, and undoes an assignment', async ({
  pageAs,
  portal,
  sql,
}) => {
  const gateway = await provoke(portal, sql, 3)
  const page = await pageAs('care')
  await page.goto('/exceptions')
  const groups = page.getByRole('button', { expanded: false }).and(page.locator('[data-row-link]'))
  await expect(groups.first()).toBeVisible()
  await expect(async () => {
    await page.getByText('List', { exact: true }).click()
    await expect(page).toHaveURL(/grouped=false/, { timeout: 2_000 })
  }).toPass()
  await page.reload()
  await expect(table(page)).toBeVisible()
  await page.goto(`/exceptions?grouped=false&tab=unassigned&gateway=${gateway}`)
  await expect(table(page)).toBeVisible()
  const id = await stepToRow(page)
  await page.keyboard.press('a')
  await page.getByPlaceholder('Search staff').fill('Leon')
  await page.getByRole('option', { name: /Leon Okafor/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Assign' }).click()
  const readAssignee = async () =>
    (
      await sql`select s.name from exceptions e left join staff s on s.id = e.assignee_id
      where e.id = ${id}`
    )[0]?.name as string | null
  await expect.poll(readAssignee).toBe('Leon Okafor')
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect.poll(readAssignee).toBeNull()
})

test('shows groups, exceptions and one exception side by side, with keyboard navigation', async ({
  pageAs,
  portal,
  sql,
}) => {
  const gateway = await provoke(portal, sql, 3)
  const page = await pageAs('care')
  await page.goto(`/exceptions?gateway=${gateway}`)
  const pane = page.getByRole('region', { name: 'Exception', exact: true })
  const row = page.locator('a[data-row-link]').first()
  await expect(async () => {
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect(row).toBeVisible({ timeout: 3_000 })
  }).toPass()
  const id = await stepToRow(page)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`item=${id}`))
  await expect(pane.getByRole('heading', { name: 'What happened' })).toBeVisible()
  await expect(row).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(pane).toBeFocused()
  await expectAccessible(page)
  await page.reload()
  await expect(pane.getByRole('heading', { name: 'What happened' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(pane).toHaveCount(0)
  await expect(focused(page)).toHaveAttribute('href', `/exceptions/${id}`)
  await page.keyboard.press('Escape')
  await expect(row).toHaveCount(0)

  const phone = await pageAs('care', { phone: true, dark: true })
  await phone.goto(`/exceptions?gateway=${gateway}&item=${id}`)
  await expect(phone.getByRole('heading', { name: 'What happened' })).toBeVisible()
  await expectNoSidewaysScroll(phone)
  await phone.getByRole('button', { name: 'Back to list' }).click()
  await phone.getByText('List', { exact: true }).click()
  await phone.locator(`a[href="/exceptions/${id}"]`).click()
  await expect(phone).toHaveURL(new RegExp(`/exceptions/${id}$`))
})

test('retries all exceptions of a group with a bulk job that shows its progress', async ({
  pageAs,
  portal,
  sql,
}) => {
  const gateway = await provoke(portal, sql, 3)
  const email = await addStaff(sql, 'lead')
  const page = await pageAs('lead', { email })
  await page.goto(`/exceptions?gateway=${gateway}`)
  const retry = page.getByRole('button', { name: 'Retry…' })
  await expect(async () => {
    await page.locator('button[data-row-link]').first().click()
    await expect(page).toHaveURL(/open=/, { timeout: 2_000 })
  }).toPass()
  await retry.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('The bank is back')
  await dialog.getByRole('button', { name: /^Retry \d+ exceptions?$/ }).click()
  await expect(page.getByRole('list', { name: 'Jobs' })).toContainText('finished')
  const [job] = await sql`
    select j.status, j.total, j.done, j.refused
    from bulk_jobs j join staff s on s.id::text = j.requested_by_id where s.email = ${email}`
  expect(job?.status).toBe('done')
  expect(job?.done + job?.refused).toBe(job?.total)
  expect(job?.total).toBeGreaterThan(0)
})

test('shows care why bulk actions are disabled', async ({ pageAs }) => {
  const page = await pageAs('care')
  await page.goto('/exceptions')
  const retry = page.getByRole('button', { name: 'Retry…' })
  await expect(retry).toHaveAttribute('aria-disabled', 'true')
  await expectReason(retry, /Your role is care/)
})
