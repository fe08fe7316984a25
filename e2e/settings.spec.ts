import { addStaff } from './support/add-staff'
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/portal-page'

test('admins edit the retry policy and playbook of a kind; other roles can read them', async ({
  pageAs,
  sql,
}) => {
  const page = await pageAs('admin', { expectedErrors: /400/ })
  await page.goto('/settings/retries')
  const form = page.getByRole('form', { name: "Couldn't update the storefront" })
  await expectAccessible(page)
  await form.getByRole('textbox', { name: 'Delays' }).fill('soon')
  await form.getByRole('textbox', { name: 'Reason' }).fill('It is slow this week')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByText(/is not a valid time/)).toBeVisible()
  await form.getByRole('textbox', { name: 'Delays' }).fill('7 min, 2 h')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('7 min, 2 h', { exact: true }).first()).toBeVisible()

  await page.goto('/settings/playbooks?kind=chargeback_opened')
  const text = page.getByRole('textbox', { name: 'Text (Markdown)' })
  await text.fill('Be **quick**. <img src=x onerror=alert(1)> [odd](javascript:alert(1))')
  await page.getByRole('button', { name: 'Save playbook' }).click()
  await expect(page.getByText('View text')).toBeVisible()
  await expect(page.locator('main img, main a[href^="javascript"]')).toHaveCount(0)

  await page.goto('/settings/limits')
  const limits = page.getByRole('form', { name: 'Limits for admin in USD' })
  const perRefund = limits.getByRole('textbox', { name: 'Per refund' })
  await limits.getByRole('textbox', { name: 'Reason' }).fill('A season of sales')
  await perRefund.fill('-5')
  await limits.getByRole('button', { name: 'Save' }).click()
  await expect(limits.getByRole('alert')).toContainText('enter zero or more')
  await perRefund.fill('1200')
  await limits.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('A season of sales')).toBeVisible()
  await expect(perRefund).toHaveValue('1200.00')
  await expectAccessible(page)

  await page.goto('/settings/hours')
  const hours = page.getByRole('form', { name: 'Working hours' })
  await hours.getByRole('textbox', { name: 'Reason' }).fill('Saturdays before the holidays')
  await hours.getByRole('checkbox', { name: 'Saturday' }).check()
  await hours.getByLabel('Saturday to').fill('08:00')
  await hours.getByRole('button', { name: 'Save' }).click()
  await expect(hours.getByRole('alert')).toContainText('must be after opening time')
  await hours.getByLabel('Saturday to').fill('13:00')
  await hours.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/Saturday 09:00–13:00, America\/New_York/)).toBeVisible()
  await expectAccessible(page)
  await sql`delete from work_hours`

  const phone = await pageAs('care', { phone: true, dark: true })
  await phone.goto('/settings/hours')
  await expect(phone.getByLabel('Monday from')).toBeVisible()
  await expect(phone.getByRole('button', { name: 'Save' })).toHaveCount(0)
  await expectNoSidewaysScroll(phone)
  await phone.goto('/settings/limits')
  await expect(phone.getByRole('textbox', { name: 'Per refund' }).first()).toBeVisible()
  await expect(phone.getByRole('button', { name: 'Save' })).toHaveCount(0)
  await expectNoSidewaysScroll(phone)
  await phone.goto('/settings/playbooks?kind=chargeback_opened')
  await expect(phone.getByText('quick', { exact: true }).first()).toBeVisible()
  await expect(phone.getByRole('button', { name: 'Save playbook' })).toHaveCount(0)
  await expectNoSidewaysScroll(phone)
  await expectAccessible(phone)
  await sql`delete from retry_policies where kind = 'sync_failed'`
  await sql`delete from playbooks where kind = 'chargeback_opened'`
})

test('every user chooses their alerts; admins set role defaults and channels', async ({
  pageAs,
  portal,
}) => {
  const page = await pageAs('finance', { expectedErrors: /400/ })
  await page.goto('/settings/alerts')
  const own = page.getByRole('form', { name: 'Your alerts' })
  await own.getByLabel('Quiet hours until').fill('')
  await own.getByLabel('Quiet hours from').fill('22:00')
  await own.getByRole('button', { name: 'Save alerts' }).click()
  await expect(own.getByText(/a start and an end/)).toBeVisible()
  await own.getByLabel('Quiet hours until').fill('07:00')
  await own.getByRole('button', { name: 'Save alerts' }).click()
  await expect(page.getByText('Alert settings saved')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Alert channels' })).toHaveCount(0)

  const admin = await pageAs('admin', { phone: true, dark: true, expectedErrors: /400/ })
  await admin.goto('/settings/alerts')
  const form = admin.getByRole('form', { name: 'New channel' })
  await form.getByLabel('Name').fill('#orders')
  await form.getByLabel(/^URL/).fill('ftp://example.com')
  await form.getByRole('button', { name: 'Add channel' }).click()
  await expect(form.getByText('The URL must start with http:// or https://.')).toBeVisible()
  await form.getByLabel(/^URL/).fill(`${portal.sandboxUrl}/nothing`)
  await form.getByRole('button', { name: 'Add channel' }).click()
  await expect(form.getByText(/whsec_/)).toBeVisible()
  await expectNoSidewaysScroll(admin)
  await expectAccessible(admin)
  await admin.getByRole('button', { name: 'Remove #orders' }).click()
  await expect(admin.getByText('No channels yet')).toBeVisible()
})

test('an admin adds a staff member, sets their password and role, and removes their access', async ({
  pageAs,
  sql,
}) => {
  const admin = await addStaff(sql, 'admin')
  const page = await pageAs('admin', { email: admin, expectedErrors: /400/ })
  await page.goto('/settings/people')
  await expectAccessible(page)
  const email = `zoe-${Date.now()}@shop.example`
  const form = page.getByRole('form', { name: 'New staff member' })
  await form.getByLabel('Name').fill('Zoë Müller')
  await form.getByLabel('Email').fill(email)
  await form.getByRole('button', { name: 'Add staff member' }).click()
  const dialog = page.getByRole('dialog', { name: 'Zoë Müller' })
  const password = dialog.getByRole('textbox', { name: 'New password' })
  await password.fill('too short')
  await dialog.getByRole('button', { name: 'Set password' }).click()
  await expect(dialog.getByRole('alert')).toContainText('at least 12 characters')
  const role = dialog.getByRole('combobox', { name: 'Role' })
  await role.click()
  await page.getByRole('option', { name: /^finance/ }).click()
  await dialog.getByRole('checkbox', { name: 'Can sign in' }).click()
  await password.fill('four words make one')
  await dialog.getByRole('button', { name: 'Set password' }).click()
  await expect(
    page.getByText('Password changed. Zoë Müller was signed out everywhere'),
  ).toBeVisible()
  // Unsaved edits are kept.
  await expect(role).toHaveValue(/^finance/)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  const [zoe] = await sql`select role, password_hash, disabled_at from staff where email = ${email}`
  expect(zoe).toMatchObject({
    role: 'finance',
    password_hash: expect.stringMatching(/^\$argon2id/),
  })
  expect(zoe?.disabled_at).not.toBeNull()

  const phone = await pageAs('admin', { email: admin, phone: true, dark: true })
  await phone.goto('/settings/people')
  const row = phone.getByRole('listitem').filter({ hasText: email })
  await expect(row).toContainText('No access')
  await expectNoSidewaysScroll(phone)
  await expectAccessible(phone)
  const care = await pageAs('care')
  await care.goto('/settings/people')
  await expect(care.getByText(/Requires the admin role/)).toBeVisible()
})
