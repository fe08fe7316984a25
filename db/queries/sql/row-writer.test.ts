import { sql as drizzleSql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { beforeEach, expect, it } from 'vitest'
import { transaction } from '@/db/client'
import { products } from '@/db/schema/fulfillment'
import { storefronts } from '@/db/schema/storefronts'
import { outbox } from '@/db/schema/webhooks'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { rowInsert, rowWriter, writeTogether } from './row-writer'

const { sql } = await openTestDatabase()
const writeEvents = rowWriter(outbox)
const writeStorefronts = rowWriter(
  storefronts,
  drizzleSql`on conflict (platform, shop_domain) do update
    set name = excluded.name returning id, name`,
)

beforeEach(async () => {
  await emptyTables(sql, 'outbox', 'storefronts')
})

it('stores text of every script, nested values and moments as they are', async () => {
  const at = new Date('2026-03-01T10:20:30.456Z')
  const data = { text: 'Ünïcode "quoted" \\u0041 東京 שלום 😀\n', deep: { list: [1, null, true] } }
  await transaction((tx) => writeEvents(tx, [{ name: 'order/placed', data, sentAt: at }]))
  const [row] = await sql`select name, data, sent_at, attempts, created_at from outbox`
  expect(row).toMatchObject({ name: 'order/placed', data, sent_at: at, attempts: 0 })
  expect(row?.created_at).toBeInstanceOf(Date)
})

it('replaces half a character instead of failing', async () => {
  const data = { text: 'broken \ud83d here' }
  await transaction((tx) => writeEvents(tx, [{ name: 'x', data }]))
  const [row] = await sql`select data from outbox`
  expect(row?.data).toEqual({ text: 'broken \ufffd here' })
})

it('gives an id to each row, and takes nothing for no rows', async () => {
  const one = { name: 'x', data: {} }
  await transaction((tx) => writeEvents(tx, [one, one, one]))
  expect(await transaction((tx) => writeEvents(tx, []))).toEqual([])
  const rows = await sql`select distinct id from outbox`
  expect(rows).toHaveLength(3)
})

it('says what a conflict left', async () => {
  const shop = { id: uuidv7(), platform: 'shopify', shopDomain: 'a.example', name: 'A' } as const
  await transaction((tx) => writeStorefronts(tx, [shop]))
  const again = { ...shop, id: uuidv7(), name: 'B' }
  const saved = await transaction((tx) => writeStorefronts(tx, [again]))
  expect(saved).toEqual([{ id: shop.id, name: 'B' }])
})

it('stores rows that refer to each other in one statement, all or none', async () => {
  const shop = { id: uuidv7(), platform: 'shopify', shopDomain: 'a.example', name: 'A' } as const
  const product = { storefrontId: shop.id, sku: 'SKU-1', title: 'Shirt', onHand: 3 }
  const store = (inserts: Parameters<typeof writeTogether>[1]) =>
    transaction((tx) => writeTogether(tx, inserts))
  const stranger = rowInsert(products)([{ ...product, storefrontId: uuidv7() }])
  await expect(store([rowInsert(storefronts)([shop]), stranger])).rejects.toThrow()
  expect(await sql`select from storefronts`).toHaveLength(0)
  await store([undefined, rowInsert(storefronts)([shop]), rowInsert(products)([product])])
  expect(await sql`select sku, on_hand from products`).toEqual([{ sku: 'SKU-1', on_hand: 3 }])
  await store([])
})
