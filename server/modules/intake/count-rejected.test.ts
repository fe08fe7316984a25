import { beforeEach, expect, test } from 'vitest'
import { signForShopify } from '@/server/adapters/shopify/signature'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { insertTestStorefront } from '@/test/support/orders'
import { sendWebhook } from '@/test/support/webhooks'
import { countRejected, saveRejected } from './count-rejected'

const { sql } = await openTestDatabase()

beforeEach(async () => {
  await emptyTables(sql, 'rejected_signatures')
})

const saved = () => sql`
  select shop_domain, sum(count)::int as count from rejected_signatures r
  left join storefronts s on s.id = r.storefront_id group by 1 order by 1`

test('forged webhooks are counted per shop, and nothing else is stored', async () => {
  const { id } = await insertTestStorefront(sql)
  const [shop] = await sql`select shop_domain from storefronts where id = ${id}`
  const forged = {
    'x-shopify-shop-domain': String(shop?.shop_domain),
    'x-shopify-hmac-sha256': signForShopify(Buffer.from('{}'), 'guess'),
  }
  const stranger = { ...forged, 'x-shopify-shop-domain': 'nobody.example' }
  for (const headers of [forged, forged, stranger])
    await expect(sendWebhook('orders/create', { id: 1 }, headers)).rejects.toThrow('signature')
  await saveRejected()
  expect(await saved()).toEqual([
    { shop_domain: shop?.shop_domain, count: 2 },
    { shop_domain: null, count: 1 },
  ])
  expect(
    await sql`select shop_domain from storefronts where shop_domain = 'nobody.example'`,
  ).toEqual([])
})

test('a flood under random shop names is one row', async () => {
  for (let i = 0; i < 5_000; i++) countRejected(`flood-${i}.example`)
  await saveRejected()
  expect(await sql`select storefront_id, count from rejected_signatures`).toEqual([
    { storefront_id: null, count: 5_000 },
  ])
})
