import { formatMoney } from '../domain/money/money'
import { placeOrders } from '../sandbox/storefront/place-orders'
import { findBlockedOrder } from './support/find-blocked-order'
import { expect, expectReason, test } from './support/portal-page'
import { until } from './support/until'

test('shows pipeline progress without a reload', async ({ pageAs, portal, sql }) => {
  const { orders } = await placeOrders({ ...places(portal), orders: 1, troublePercent: 0, seed: 5 })
  const orderId = await until(
    async () => {
      const [row] =
        await sql`select id from orders where external_id = ${orders[0]?.externalId ?? ''}`
      if (!row) throw new Error('The order is not there yet.')
      return row.id as string
    },
    { seconds: 20 },
  )
  const page = await pageAs('care')
  await page.goto(`/orders/${orderId}`)
  const strip = page.getByRole('region', { name: 'Pipeline' })
  await expect(strip.getByText('All steps done')).toBeAttached({ timeout: 30_000 })
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await expect(page.getByText('Completed').first()).toBeVisible()
})

test('shows a declined card in plain words, and counts a retry', async ({ pageAs, sql }) => {
  const [order] = await sql`
    select o.id, s.attempts from orders o join order_steps s on s.order_id = o.id and s.step = 'capture'
    join exceptions e on e.order_id = o.id and e.kind = 'payment_declined' and e.status = 'open'
    order by e.opened_at limit 1`
  const page = await pageAs('care')
  await page.goto(`/orders/${order?.id}`)
  const banner = page.getByRole('region', { name: 'Order alert' })
  await expect(banner).toContainText('Card declined')
  await banner.getByRole('button', { name: 'Retry now' }).click()
  await until(
    async () => {
      const [step] = await sql`
        select attempts, status from order_steps where order_id = ${order?.id} and step = 'capture'`
      expect(step?.attempts).toBeGreaterThan(order?.attempts)
      expect(step?.status).toBe('blocked')
    },
    { seconds: 30 },
  )
  await expect(banner).toContainText('Card declined')
})

test('shows a role without permission why retry is disabled', async ({ pageAs, sql }) => {
  const page = await pageAs('manager')
  await page.goto(`/orders/${await findBlockedOrder(sql)}`)
  const banner = page.getByRole('region', { name: 'Order alert' })
  const retry = banner.getByRole('button', { name: 'Retry now' })
  await expect(retry).toHaveAttribute('aria-disabled', 'true')
  await expectReason(retry, /Your role is manager/)
})

test('shows the total in the presentment currency', async ({ pageAs, sql }) => {
  const [order] = await sql`
    select id, currency, total_minor::text as total from orders
    where currency <> shop_currency and status = 'completed' order by placed_at limit 1`
  const page = await pageAs('care')
  await page.goto(`/orders/${order?.id}`)
  await expect(page.getByRole('heading', { name: 'Order Prices' })).toBeVisible()
  const total = formatMoney(BigInt(order?.total), order?.currency, 'en-US')
  await expect(page.getByText(total).first()).toBeVisible()
})

test('shows a message for an unknown order', async ({ pageAs }) => {
  const page = await pageAs('care', { expectedErrors: /404/ })
  await page.goto('/orders/01900000-0000-7000-8000-000000000000')
  await expect(page.getByText('Order not found')).toBeVisible()
})

const places = (portal: { url: string; sandboxUrl: string; webhookSecret: string }) => ({
  portalUrl: portal.url,
  sandboxUrl: portal.sandboxUrl,
  webhookSecret: portal.webhookSecret,
})
