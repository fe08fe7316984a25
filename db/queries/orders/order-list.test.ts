import { v7 as uuidv7 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import type { OrderCursor } from '@/paths/list-cursor'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { insertTestOrders, insertTestStorefront, type TestStorefront } from '@/test/support/orders'
import { listOrders, type OrderListInput, type OrderListPage } from './order-list'

const { sql } = await openTestDatabase()
let storefront: TestStorefront

beforeEach(async () => {
  await emptyTables(sql, 'storefronts')
  storefront = await insertTestStorefront(sql)
})

const names = (page: OrderListPage) => page.rows.map(({ name }) => name)
const all = { view: 'all', search: '' } as const

/** Reads every page in a direction, up to the end of the list. */
async function readPages(input: OrderListInput, direction: 'after' | 'before', at?: OrderCursor) {
  const pages: OrderListPage[] = []
  for (let cursor = at; ; ) {
    const page = await listOrders({ ...input, cursor: cursor && { direction, at: cursor } })
    pages.push(page)
    cursor = direction === 'after' ? page.next : page.previous
    if (!cursor) return pages
  }
}

/** Orders placed in bursts, so that many share their millisecond. */
const inBursts = (count: number, rest: { status?: string } = {}) =>
  Array.from({ length: count }, (_, i) => ({
    ...rest,
    placedAt: new Date(1_700_000_000_000 + Math.floor(i / 9) * 1000),
  }))

describe('paging', () => {
  it('shows every order once, newest first, also with equal times', async () => {
    await insertTestOrders(sql, storefront, inBursts(500))
    const pages = await readPages({ ...all, limit: 7 }, 'after')
    const expected = await sql`select name from orders order by placed_at desc, id desc`
    expect(pages.flatMap(names)).toEqual(expected.map(({ name }) => name))
    expect(pages).toHaveLength(Math.ceil(500 / 7))
  })

  it('pages back over the same rows', async () => {
    await insertTestOrders(sql, storefront, inBursts(70))
    const forth = await readPages({ ...all, limit: 7 }, 'after')
    const last = forth.at(-1)
    const back = await readPages({ ...all, limit: 7 }, 'before', last?.previous)
    expect(back.toReversed().map(names)).toEqual(forth.slice(0, -1).map(names))
    expect(forth[0]?.previous).toBeUndefined()
    expect(back.at(-1)?.previous).toBeUndefined()
  })

  it('is not affected by new orders', async () => {
    await insertTestOrders(sql, storefront, inBursts(20))
    const first = await listOrders({ ...all, limit: 10 })
    await insertTestOrders(sql, storefront, [{ name: '#new' }])
    const second = await listOrders({
      ...all,
      limit: 10,
      ...(first.next && { cursor: { direction: 'after', at: first.next } }),
    })
    expect([...names(first), ...names(second)]).toHaveLength(20)
    expect(new Set([...names(first), ...names(second)]).size).toBe(20)
  })

  it('fills the page when too few rows are before it', async () => {
    await insertTestOrders(sql, storefront, inBursts(20))
    const [first] = await readPages({ ...all, limit: 6 }, 'after')
    const third = first?.rows[2]
    if (!third) throw new Error('The first page is empty.')
    const value = String(third.placedAt.getTime())
    const at = { segment: 'rest', value, id: third.id } as const
    const back = await listOrders({ ...all, limit: 6, cursor: { direction: 'before', at } })
    expect(names(back)).toEqual(first.rows.map(({ name }) => name))
    expect(back.previous).toBeUndefined()
  })
})

describe('views', () => {
  it('show the orders of their states, page by page', async () => {
    await insertTestOrders(sql, storefront, [
      ...inBursts(12, { status: 'blocked' }),
      ...inBursts(5, { status: 'waiting' }),
      ...inBursts(4, { status: 'on_hold' }),
      ...inBursts(3, { status: 'canceled' }),
    ])
    const pages = await readPages({ status: ['waiting', 'on_hold'], limit: 4 }, 'after')
    expect(new Set(pages.flatMap(({ rows }) => rows.map(({ status }) => status)))).toEqual(
      new Set(['waiting', 'on_hold']),
    )
    expect(pages.flatMap(names)).toHaveLength(9)
  })
})

it('returns the item count and the current step', async () => {
  const [orderId] = await insertTestOrders(sql, storefront, [{}])
  const failure = { kind: 'payment_declined', code: 'x', message: 'y' }
  const steps = { validate: 'done', screen: 'skipped', capture: 'blocked', allocate: 'pending' }
  for (const [position, [step, status]] of Object.entries(steps).entries())
    await sql`insert into order_steps ${sql({
      id: uuidv7(),
      order_id: orderId ?? '',
      step,
      position,
      status,
      last_error: status === 'blocked' ? sql.json(failure) : null,
      idempotency_key: step,
    })}`
  for (const quantity of [2, 3])
    await sql`insert into order_lines (id, order_id, external_id, position, title, quantity,
        current_quantity, unit_price_minor, unit_price_shop_minor, discount_minor,
        discount_shop_minor, paid_minor, paid_shop_minor, tax_minor, tax_shop_minor)
      values (gen_random_uuid(), ${orderId ?? ''}, ${quantity}, 0, 'Shirt', ${quantity},
        ${quantity}, 0, 0, 0, 0, 0, 0, 0, 0)`
  const { rows } = await listOrders(all)
  expect(rows[0]).toMatchObject({
    itemCount: 5,
    totalMinor: 1990n,
    currentStep: { step: 'capture', status: 'blocked', error: 'payment_declined' },
  })
})
