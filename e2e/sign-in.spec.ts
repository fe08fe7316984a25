import type { Page } from '@playwright/test'
import { addStaff } from './support/add-staff'
import { expect, test } from './support/portal-page'

test('shows an error for a wrong password, and returns to the requested page after sign-in', async ({
  page,
  portal,
}) => {
  await page.goto(`${portal.url}/orders?view=blocked`)
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/)
  await page.getByLabel('Email').fill('care@aftercart.test')
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText(/email or password/i).first()).toBeVisible()

  await page.getByRole('button', { name: /care@aftercart\.test/ }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/orders\?view=blocked/)
})

test('does not redirect to another site after sign-in', async ({ page, portal }) => {
  await page.goto(`${portal.url}/sign-in?callbackUrl=${encodeURIComponent('//evil.example/x')}`)
  await page.getByRole('button', { name: /care@aftercart\.test/ }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`${portal.url}/orders`)
})

/** Expects the next request, from a reload or from polling, to redirect to the sign-in page. */
async function expectSignedOut(page: Page): Promise<void> {
  await page.reload().catch(() => undefined)
  await expect(page).toHaveURL(/\/sign-in/)
}

test('ends the session in another browser at its next request after signing out everywhere', async ({
  pageAs,
  sql,
}) => {
  const email = await addStaff(sql, 'finance')
  const here = await pageAs('finance', { email, expectedErrors: /401/ })
  const other = await pageAs('finance', { email, secondBrowser: true, expectedErrors: /401/ })
  await here.goto('/orders')
  await other.goto('/orders')
  await here.getByRole('button', { name: /account menu/ }).click()
  await here.getByRole('menuitem', { name: 'Sign out everywhere' }).click()
  await expect(here).toHaveURL(/\/sign-in/)
  await expectSignedOut(other)
})

test('signs out a disabled user at the next page or API request', async ({ pageAs, sql }) => {
  const email = await addStaff(sql, 'admin')
  const page = await pageAs('admin', { email, expectedErrors: /401/ })
  await page.goto('/orders')
  await sql`update staff set disabled_at = now() where email = ${email}`
  const response = await page.request.get('/api/trpc/orders.list?input=%7B%22json%22%3A%7B%7D%7D')
  expect(response.status()).toBe(401)
  await expectSignedOut(page)
})

test('marks polling requests as background requests while the user is idle', async ({ pageAs }) => {
  const page = await pageAs('care')
  await page.clock.install()
  await page.goto('/orders')
  const nextRequest = (mark: string | undefined) =>
    page.waitForRequest(
      (request) =>
        request.url().includes('/api/trpc/') &&
        request.headers()['x-aftercart-background'] === mark,
    )
  const idleRequest = nextRequest('1')
  await page.clock.runFor('06:00')
  await idleRequest
  await page.mouse.move(40, 40)
  const activeRequest = nextRequest(undefined)
  await page.clock.runFor('01:00')
  await activeRequest
})

test('sends no-store and a strict content security policy with signed-in pages', async ({
  pageAs,
}) => {
  const page = await pageAs('care')
  const response = await page.goto('/orders')
  const headers = response?.headers() ?? {}
  expect(headers['cache-control']).toContain('no-store')
  expect(headers['content-security-policy']).toMatch(/script-src [^;]*'nonce-/)
  expect(headers['content-security-policy']).not.toMatch(/script-src [^;]*'unsafe-inline'/)
  expect(headers['x-content-type-options']).toBe('nosniff')
})
