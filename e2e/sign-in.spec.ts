import type { Page } from '@playwright/test'
import { newStaff } from './support/new-staff'
import { expect, test } from './support/portal-page'

test('a wrong password is told in words, a right one leads to where one wanted to go', async ({
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

test('a link of somebody else is not followed after signing in', async ({ page, portal }) => {
  await page.goto(`${portal.url}/sign-in?callbackUrl=${encodeURIComponent('//evil.example/x')}`)
  await page.getByRole('button', { name: /care@aftercart\.test/ }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`${portal.url}/orders`)
})

/** The next request sends them to the sign-in page, be it the reload or what the page asks itself. */
async function expectToBeOut(page: Page): Promise<void> {
  await page.reload().catch(() => undefined)
  await expect(page).toHaveURL(/\/sign-in/)
}

test('signing out everywhere ends the session in another browser at its next request', async ({
  pageAs,
  sql,
}) => {
  const email = await newStaff(sql, 'finance')
  const here = await pageAs('finance', { email, mayComplain: /401/ })
  const elsewhere = await pageAs('finance', { email, elsewhere: true, mayComplain: /401/ })
  await here.goto('/orders')
  await elsewhere.goto('/orders')
  await here.getByRole('button', { name: /account menu/ }).click()
  await here.getByRole('menuitem', { name: 'Sign out everywhere' }).click()
  await expect(here).toHaveURL(/\/sign-in/)
  await expectToBeOut(elsewhere)
})

test('a person who is disabled is out at the next request, in pages and in calls', async ({
  pageAs,
  sql,
}) => {
  const email = await newStaff(sql, 'admin')
  const page = await pageAs('admin', { email, mayComplain: /401/ })
  await page.goto('/orders')
  await sql`update staff set disabled_at = now() where email = ${email}`
  const answer = await page.request.get('/api/trpc/orders.list?input=%7B%22json%22%3A%7B%7D%7D')
  expect(answer.status()).toBe(401)
  await expectToBeOut(page)
})

test('a page that nobody touches says so when it asks for news, until somebody does', async ({
  pageAs,
}) => {
  const page = await pageAs('care')
  await page.clock.install()
  await page.goto('/orders')
  const asked = (mark: string | undefined) =>
    page.waitForRequest(
      (request) =>
        request.url().includes('/api/trpc/') &&
        request.headers()['x-aftercart-unattended'] === mark,
    )
  const leftAlone = asked('1')
  await page.clock.runFor('06:00')
  await leftAlone
  await page.mouse.move(40, 40)
  const attended = asked(undefined)
  await page.clock.runFor('01:00')
  await attended
})

test('pages behind sign-in are not kept by any cache and carry a strict policy', async ({
  pageAs,
}) => {
  const page = await pageAs('care')
  const answer = await page.goto('/orders')
  const headers = answer?.headers() ?? {}
  expect(headers['cache-control']).toContain('no-store')
  expect(headers['content-security-policy']).toMatch(/script-src [^;]*'nonce-/)
  expect(headers['content-security-policy']).not.toMatch(/script-src [^;]*'unsafe-inline'/)
  expect(headers['x-content-type-options']).toBe('nosniff')
})
