import { createHmac, randomUUID } from 'node:crypto'
import { expect, test } from './support/portal-page'

test('shows engineers the exact payload of a webhook', async ({ pageAs, portal, sql }) => {
  const body = '{"id": 820982911946154508, "email": "x@example.com", "amount": 12.30}'
  const externalId = randomUUID()
  const response = await fetch(`${portal.url}/api/webhooks/shopify`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': 'products/update',
      'x-shopify-shop-domain': 'exact.example.com',
      'x-shopify-webhook-id': externalId,
      'x-shopify-hmac-sha256': createHmac('sha256', portal.webhookSecret)
        .update(body)
        .digest('base64'),
    },
  })
  expect(response.status).toBe(200)
  const [row] = await sql`select id, status from webhooks where external_id = ${externalId}`
  expect(row?.status).toBe('unused')
  const page = await pageAs('engineer')
  await page.goto(`/webhooks/${row?.id}`)
  await expect(page.getByText('820982911946154508').first()).toBeVisible()
  await expect(page.getByText('12.30').first()).toBeVisible()
})

test('filters webhooks by topic from the URL', async ({ pageAs }) => {
  const page = await pageAs('engineer')
  await page.goto('/webhooks?topic=orders%2Fcreate')
  const table = page.getByRole('table', { name: 'Webhooks' })
  await expect(table.getByText('orders/create').first()).toBeVisible()
  await expect(table.getByText('order_transactions/create')).toHaveCount(0)
})

test('redirects the old URLs of webhooks', async ({ pageAs }) => {
  const page = await pageAs('engineer')
  await page.goto('/deliveries?topic=orders%2Fcreate')
  await expect(page).toHaveURL(/\/webhooks\?topic=orders%2Fcreate$/)
})

test('shows care why webhooks are not available', async ({ pageAs }) => {
  const page = await pageAs('care')
  await page.goto('/webhooks')
  await expect(page.getByText(/engineer or admin/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Webhooks' })).toHaveCount(0)
})
