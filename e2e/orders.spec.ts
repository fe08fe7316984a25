import { expect, test } from './support/portal-page'

test('finds an order by number, email and name', async ({ pageAs, sql }) => {
  const [order] = await sql`
    select name, email, customer_name from orders where email is not null and customer_name <> ''
    order by placed_at limit 1`
  const page = await pageAs('care')
  for (const text of [order?.name, order?.email, order?.customer_name]) {
    await page.goto('/orders')
    const search = page.getByRole('searchbox')
    await expect(async () => {
      await page.keyboard.press('/')
      await expect(search).toBeFocused({ timeout: 1_000 })
    }).toPass()
    await search.fill(text)
    await expect(page).toHaveURL((url) => url.searchParams.get('q') === text)
    const found = page.getByRole('table', { name: 'Orders' }).getByText(order?.name).first()
    await expect(found).toBeVisible()
    await page.reload()
    await expect(found).toBeVisible()
  }
})

test('searches for percent signs, underscores and quotes literally', async ({ pageAs }) => {
  const page = await pageAs('care')
  await page.goto(`/orders?q=${encodeURIComponent(`%_'"\\`)}`)
  await expect(page.getByRole('table', { name: 'Orders' })).toBeHidden()
  await page
    .getByRole('button', { name: /clear|show all/i })
    .first()
    .click()
  await expect(page.getByRole('table', { name: 'Orders' })).toBeVisible()
})

test('navigates, opens an order and goes back with the keyboard only', async ({ pageAs }) => {
  const page = await pageAs('care')
  await page.goto('/orders')
  await expect(page.getByRole('table', { name: 'Orders' })).toBeVisible()
  // Shortcuts work only after hydration.
  await expect(async () => {
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/, { timeout: 3_000 })
  }).toPass()
  await expect(async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await expect(page).toHaveURL(/\/orders$/, { timeout: 3_000 })
  }).toPass()
  await expect(async () => {
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toContainText('Keyboard shortcuts', { timeout: 3_000 })
  }).toPass()
})

test('finds an order by number and a customer by email in the command palette', async ({
  pageAs,
  sql,
}) => {
  const [order] = await sql`
    select o.id, o.name, o.customer_id, c.email from orders o
    join customers c on c.id = o.customer_id order by placed_at limit 1`
  const page = await pageAs('care')
  await page.goto('/orders')
  await expect(page.getByRole('table', { name: 'Orders' })).toBeVisible()
  // The shortcut also works while a field has focus.
  await page.getByLabel('Search orders').focus()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('textbox').fill(order?.name)
  await page.getByRole('dialog').getByText(order?.name).first().click()
  await expect(page).toHaveURL(new RegExp(`/orders/${order?.id}`))
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('textbox').fill(order?.email)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Customer / })
    .click()
  await expect(page).toHaveURL(new RegExp(`/customers/${order?.customer_id}`))
})

test('shows every order once while scrolling, and keeps the position after a reload', async ({
  pageAs,
  sql,
}) => {
  // Oldest first, so that orders from other tests are added at the end.
  const orders = await sql`select id, name from orders order by placed_at, id`
  // Orders placed at the same time can have the same number.
  const ids = orders.map(({ id }) => String(id))
  const oldest = String(orders[0]?.name)
  expect(ids.length).toBeGreaterThan(50)
  const page = await pageAs('care')
  // A low window, so that the first page of the list is longer than the viewport.
  await page.setViewportSize({ width: 1440, height: 280 })
  await page.goto('/orders?view=all&sort=placed')
  const links = page.getByRole('table', { name: 'Orders' }).locator('[data-row-link]')
  await expect(links.first()).toHaveText(oldest)
  const seen = new Set<string>()
  await expect(async () => {
    const opened = await links.evaluateAll((all) =>
      all.map((link) => link.getAttribute('href')?.split('/').at(-1)?.split('?')[0] ?? ''),
    )
    const shown = opened.filter((id) => ids.includes(id))
    // The rendered rows are a contiguous part of the list.
    const from = ids.indexOf(shown[0] ?? '')
    expect(shown.slice(0, ids.length - from)).toEqual(ids.slice(from, from + shown.length))
    for (const id of shown) seen.add(id)
    // A slow machine may skip rows while scrolling; the next pass finds them.
    await page.evaluate(() => {
      const { scrollHeight } = document.documentElement
      const isAtEnd = scrollY + innerHeight >= scrollHeight - 2
      scrollTo({ top: isAtEnd ? 0 : scrollY + 200 })
    })
    expect(ids.filter((id) => !seen.has(id))).toEqual([])
  }).toPass({ intervals: [100], timeout: 200_000 })
  // A position on the second page.
  let top = 2_200
  await expect(async () => {
    top = top === 2_200 ? 2_240 : 2_200
    await page.evaluate((y) => scrollTo({ top: y }), top)
    await expect(page).toHaveURL(/after=/, { timeout: 2_000 })
  }).toPass()
  await page.reload()
  await expect(links.first()).toBeVisible()
  expect(await links.first().textContent()).not.toBe(oldest)
  const newer = page.getByRole('button', { name: 'Show newer orders' })
  await newer.click()
  // Each click adds a page of newer rows above without moving the visible ones.
  await expect(async () => {
    if (await newer.isVisible()) await newer.click({ timeout: 2_000 })
    await page.evaluate(() => scrollTo({ top: 0 }))
    await expect(links.first()).toHaveText(oldest, { timeout: 2_000 })
  }).toPass()
})
