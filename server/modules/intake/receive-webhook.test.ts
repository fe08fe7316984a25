import { beforeEach, expect, test } from 'vitest'
import { closeDb } from '@/db/client'
import { AppError } from '@/server/errors'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { sendWebhook, TEST_SHOP_DOMAIN } from '@/test/support/webhooks'
import { forgetStorefronts } from './internal/storefront-ids'

const { url, sql } = await openTestDatabase()

beforeEach(async () => {
  await emptyTables(sql, 'webhooks', 'outbox')
})

const rows = () => sql`select * from webhooks order by id`
const events = () => sql`select * from outbox order by id`

test('the first webhook of a shop registers it, also concurrently', async () => {
  await sql`delete from storefronts`
  forgetStorefronts()
  await Promise.all(Array.from({ length: 20 }, () => sendWebhook('orders/create', { id: 1 })))
  const shops = await sql`select id, shop_domain from storefronts`
  expect(shops).toEqual([{ id: expect.any(String), shop_domain: TEST_SHOP_DOMAIN }])
  expect(new Set((await rows()).map((row) => row.storefront_id))).toEqual(new Set([shops[0]?.id]))
})

test('the same webhook 50 times in parallel is one row and one event', async () => {
  const headers = { 'x-shopify-webhook-id': 'w-1', 'x-shopify-event-id': 'e-1' }
  const receipts = await Promise.all(
    Array.from({ length: 50 }, () => sendWebhook('orders/create', { id: 1 }, headers)),
  )
  const outcomes = receipts.map(({ outcome }) => outcome)
  expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(49)
  expect(await rows()).toMatchObject([{ external_id: 'w-1', duplicates: 49 }])
  expect(await events()).toHaveLength(1)
  expect(receipts.filter(({ hasEvents }) => hasEvents)).toHaveLength(1)
})

test('a second webhook about the same event is a duplicate, about another resource it is not', async () => {
  const event = (id: string) => ({ 'x-shopify-event-id': 'e-1', 'x-shopify-webhook-id': id })
  expect((await sendWebhook('orders/create', { id: 1 }, event('a'))).outcome).toBe('stored')
  expect((await sendWebhook('orders/create', { id: 1 }, event('b'))).outcome).toBe('duplicate')
  expect((await sendWebhook('orders/create', { id: 2 }, event('c'))).outcome).toBe('stored')
  expect((await sendWebhook('orders/updated', { id: 1 }, event('d'))).outcome).toBe('stored')
  expect(await rows()).toMatchObject([{ duplicates: 1 }, { duplicates: 0 }, { duplicates: 0 }])
})

test('webhooks without an event id are distinguished by their own id', async () => {
  await sendWebhook('orders/create', { id: 1 }, { 'x-shopify-webhook-id': 'a' })
  await sendWebhook('orders/create', { id: 1 }, { 'x-shopify-webhook-id': 'b' })
  expect(await rows()).toHaveLength(2)
})

test('the same id from another shop is another webhook', async () => {
  const id = { 'x-shopify-webhook-id': 'a' }
  await sendWebhook('orders/create', { id: 1 }, id)
  const other = { ...id, 'x-shopify-shop-domain': 'other.myshopify.com' }
  expect((await sendWebhook('orders/create', { id: 1 }, other)).outcome).toBe('stored')
})

test('concurrent webhooks share transactions, each stored with its event', async () => {
  await sendWebhook('orders/create', { id: 0 })
  const bodies = Array.from({ length: 200 }, (_, n) => ({ id: n + 1, note: `note ${n}` }))
  await Promise.all(bodies.map((body) => sendWebhook('orders/create', body)))
  const stored = await sql`select xmin::text as tx, body from webhooks`
  const notes = stored.map(({ body }) => (JSON.parse(String(body)) as { id: number }).id)
  expect(notes.sort((a, b) => a - b)).toEqual(Array.from({ length: 201 }, (_, n) => n))
  expect(new Set(stored.map(({ tx }) => tx)).size).toBeLessThan(60)
  const pairs = await sql`
    select count(*)::int as n from outbox o join webhooks d
    on d.id = (o.data->>'webhookId')::uuid and d.xmin::text = o.xmin::text`
  expect(pairs[0]?.n).toBe(201)
})

test('a row the database rejects does not affect the rest of its batch', async () => {
  await sql`alter table webhooks add constraint no_poison check (topic <> 'poison/topic')`
  try {
    const good = Array.from({ length: 10 }, (_, n) => sendWebhook('orders/create', { id: n }))
    const poison = sendWebhook('poison/topic', { id: 99 })
    const more = Array.from({ length: 10 }, (_, n) => sendWebhook('orders/create', { id: n + 10 }))
    await expect(poison).rejects.toMatchObject({ code: 'unavailable' })
    const receipts = await Promise.all([...good, ...more])
    expect(receipts.every(({ outcome }) => outcome === 'stored')).toBe(true)
    expect(await rows()).toHaveLength(20)
    expect(await events()).toHaveLength(20)
  } finally {
    await sql`alter table webhooks drop constraint no_poison`
  }
})

test('a shop whose row was deleted is registered again', async () => {
  await sendWebhook('orders/create', { id: 1 })
  await emptyTables(sql, 'webhooks')
  await sql`delete from storefronts`
  expect((await sendWebhook('orders/create', { id: 2 })).outcome).toBe('stored')
  expect(await sql`select 1 from storefronts`).toHaveLength(1)
})

test('an unavailable database returns an error until it recovers', async () => {
  process.env.DATABASE_URL = url.replace(/:\d+\//, ':1/')
  try {
    const refused = sendWebhook('orders/create', { id: 1 })
    await expect(refused).rejects.toMatchObject({ code: 'unavailable' })
    await expect(refused).rejects.toBeInstanceOf(AppError)
  } finally {
    await closeDb()
    process.env.DATABASE_URL = url
  }
  expect((await sendWebhook('orders/create', { id: 1 })).outcome).toBe('stored')
})
