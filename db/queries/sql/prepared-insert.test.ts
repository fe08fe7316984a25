import { sql as drizzleSql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, expect, it } from 'vitest'
import { transaction } from '@/db/client'
import { executeWrites } from '@/db/prepared-statement'
import { products } from '@/db/schema/fulfillment'
import { storefronts } from '@/db/schema/storefronts'
import { outbox } from '@/db/schema/webhooks'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { preparedInsert } from './prepared-insert'

const { sql } = await openTestDatabase()
const writeEvents = preparedInsert(outbox)
const writeStorefronts = preparedInsert(
  storefronts,
  drizzleSql`on conflict (platform, shop_domain) do update
    set name = excluded.name returning id, name`,
)

beforeEach(async () => {
  await emptyTables(sql, 'outbox', 'storefronts')
})

it('stores text in every script, nested values and dates unchanged', async () => {
  const at = new Date('2026-03-01T10:20:30.456Z')
  const data = { text: 'Ünïcode "quoted" \\u0041 東京 שלום 😀\n', deep: { list: [1, null, true] } }
  await transaction((tx) => writeEvents(tx, [{ name: 'order/placed', data, sentAt: at }]))
  const [row] = await sql`select name, data, sent_at, attempts, created_at from outbox`
  expect(row).toMatchObject({ name: 'order/placed', data, sent_at: at, attempts: 0 })
  expect(row?.created_at).toBeInstanceOf(Date)
})

it('replaces lone surrogates instead of failing', async () => {
  const data = { text: 'broken \ud83d here' }
  await transaction((tx) => writeEvents(tx, [{ name: 'x', data }]))
  const [row] = await sql`select data from outbox`
  expect(row?.data).toEqual({ text: 'broken \ufffd here' })
})

it('gives each row an id, and does nothing for no rows', async () => {
  const event = { name: 'x', data: {} }
  await transaction((tx) => writeEvents(tx, [event, event, event]))
  expect(await transaction((tx) => writeEvents(tx, []))).toEqual([])
  const rows = await sql`select distinct id from outbox`
  expect(rows).toHaveLength(3)
})

it('returns the row that a conflict kept', async () => {
  const shop = { id: uuidv7(), platform: 'shopify', shopDomain: 'a.example', name: 'A' } as const
  await transaction((tx) => writeStorefronts(tx, [shop]))
  const again = { ...shop, id: uuidv7(), name: 'B' }
  const saved = await transaction((tx) => writeStorefronts(tx, [again]))
  expect(saved).toEqual([{ id: shop.id, name: 'B' }])
})

it('stores rows that refer to each other in one statement, all or none of them', async () => {
  const shop = { id: uuidv7(), platform: 'shopify', shopDomain: 'a.example', name: 'A' } as const
  const product = { storefrontId: shop.id, sku: 'SKU-1', title: 'Shirt', onHand: 3 }
  const store = (inserts: Parameters<typeof executeWrites>[1]) =>
    transaction((tx) => executeWrites(tx, inserts))
  const orphan = preparedInsert(products).withRows([{ ...product, storefrontId: uuidv7() }])
  await expect(store([preparedInsert(storefronts).withRows([shop]), orphan])).rejects.toThrow()
  expect(await sql`select from storefronts`).toHaveLength(0)
  await store([
    undefined,
    preparedInsert(storefronts).withRows([shop]),
    preparedInsert(products).withRows([product]),
  ])
  expect(await sql`select sku, on_hand from products`).toEqual([{ sku: 'SKU-1', on_hand: 3 }])
  await store([])
})
