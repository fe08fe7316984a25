import { v7 as uuidv7 } from 'uuid'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { transaction } from '@/db/client'
import { ORDER_SORTS } from '@/domain/order/order-filter'
import type { OrderCursor } from '@/paths/list-cursor'
import { openTestDatabase } from '@/test/support/database'
import { addOrder, addStorefront } from '@/test/support/order-commands'
import { addTender } from '@/test/support/payments'
import { countOrderViews, foldOrderCounts } from './order-counts'
import { listOrders, type OrderListInput } from './order-list'

const { sql } = await openTestDatabase()

const ids: Record<string, string> = {}
let person: string

/** Adds orders that each differ in one field from the order `plain`. */
beforeAll(async () => {
  person = uuidv7()
  await sql`insert into staff ${sql({ id: person, email: 'a@b.c', name: 'Ada', role: 'care' })}`
  const add = async (name: string, given: Parameters<typeof addOrder>[1], row = {}) => {
    ids[name] = await addOrder(sql, given)
    const look = { customer_name: name, search_text: name, shipping_country: 'US', ...row }
    await sql`update orders set ${sql({ name, ...look })} where id = ${ids[name] ?? ''}`
  }
  await add('plain', {})
  await add('yen', { currency: 'JPY', totalMinor: 3000 })
  await add('dinar', { currency: 'KWD', totalMinor: 3000 })
  await add('held', {}, { status: 'on_hold' })
  await add('refunded', {}, { payment_status: 'refunded' })
  await add('fulfilled', {}, { fulfillment_status: 'fulfilled' })
  await add('german', {}, { shipping_country: 'DE' })
  await add('tagged', {}, { tags: ['vip', "o'clock"] })
  await add('assigned', {}, { assignee_id: person })
  await add('old', {}, { placed_at: new Date('2020-02-29T23:59:59.999Z') })
  await add('elsewhere', { shopDomain: 'other.example' })
  await add('stuck', {})
  await sql`insert into exceptions ${sql({
    id: uuidv7(),
    order_id: ids.stuck ?? '',
    kind: 'internal_error',
    stage: 'engineer',
    status: 'open',
    severity: 'high',
    fingerprint: 'x',
    message: 'x',
  })}`
})

const found = async (input: OrderListInput) =>
  (await listOrders({ limit: 200, ...input })).rows.map(({ name }) => name).sort()

describe('filters', () => {
  it.each<[OrderListInput, string[]]>([
    [{ status: ['on_hold', 'canceled'] }, ['held']],
    [{ payment: ['refunded'] }, ['refunded']],
    [{ view: 'refunded' }, ['refunded']],
    [{ fulfillment: ['fulfilled'] }, ['fulfilled']],
    [{ country: ['DE', 'FR'] }, ['german']],
    [{ currency: ['JPY', 'KWD'] }, ['dinar', 'yen']],
    [{ tag: ['vip'] }, ['tagged']],
    [{ tag: ["o'clock", 'none'] }, ['tagged']],
    [{ from: '2020-02-29', to: '2020-02-29' }, ['old']],
    [{ to: '2020-02-28' }, []],
    [{ stage: ['engineer'] }, ['stuck']],
    [{ stage: ['staff', 'auto'] }, []],
    // 3,000 yen, 3 dinars, and 30 dollars for the others.
    [{ min: '31' }, ['yen']],
    [{ max: '3' }, ['dinar']],
    [{ min: '3.0001', max: '29.99' }, []],
    [{ status: ['on_hold'], country: ['DE'] }, []],
  ])('%j', async (input, names) => {
    expect(await found(input)).toEqual(names)
  })

  it('by person and by storefront', async () => {
    expect(await found({ assignee: [person] })).toEqual(['assigned'])
    expect(await found({ assignee: ['none'] })).not.toContain('assigned')
    expect(await found({ assignee: ['none', person] })).toHaveLength(Object.keys(ids).length)
    const other = await addStorefront(sql, { shopDomain: 'other.example' })
    expect(await found({ storefront: [other] })).toEqual(['elsewhere'])
  })
})

test.each(ORDER_SORTS)(
  'sorted by %s every order appears once, in both directions',
  async (sort) => {
    const forth: string[] = []
    let page = await listOrders({ sort, limit: 4 })
    for (;;) {
      forth.push(...page.rows.map(({ id }) => id))
      if (!page.next) break
      page = await listOrders({ sort, limit: 4, cursor: { direction: 'after', at: page.next } })
    }
    const all = await listOrders({ sort, limit: 200 })
    expect(forth).toEqual(all.rows.map(({ id }) => id))
    expect(new Set(forth).size).toBe(Object.keys(ids).length)
    const back: string[] = page.rows.map(({ id }) => id)
    for (let at: OrderCursor | undefined = page.previous; at; at = page.previous) {
      page = await listOrders({ sort, limit: 4, cursor: { direction: 'before', at } })
      back.unshift(...page.rows.map(({ id }) => id))
    }
    expect(back).toEqual(forth)
  },
)

test('names sort by the root collation', async () => {
  await sql`update orders set customer_name = 'émile' where name = 'yen'`
  await sql`update orders set customer_name = 'Zoë' where name = 'old'`
  const { rows } = await listOrders({ sort: 'customer', limit: 200 })
  const names = rows.map(({ customerName }) => customerName)
  expect(names.indexOf('émile')).toBeLessThan(names.indexOf('fulfilled'))
  expect(names.at(-1)).toBe('Zoë')
})

test('parcels, payments, gift cards, items and phone numbers match exactly', async () => {
  const id = ids.plain ?? ''
  await addTender(sql, id, { reference: 'pi_3PxYz', minor: 100 })
  const card = await addTender(sql, id, { kind: 'gift_card', gateway: 'gift_card', minor: 5 })
  await sql`update payments set last_four = '6789' where id = ${card}`
  await sql`insert into shipments ${sql({
    id: uuidv7(),
    order_id: id,
    source: 'pipeline',
    tracking_number: '1Z999AA1',
    status: 'label_bought',
    idempotency_key: 'k',
  })}`
  await sql`update order_lines set sku = 'Red_100%' where order_id = ${id}`
  await sql`update orders set phone = '+49 (221) 123-456' where id = ${id}`
  const phrases = ['pi_3PxYz', '6789', '•••• 6789', '1z999aa1', 'red_100%', '49221123456']
  for (const search of [...phrases, '+49 221 123456'])
    expect([search, await found({ search })]).toEqual([search, ['plain']])
  expect(await found({ search: 'pi_3Px%' })).toEqual([])
  expect(await found({ search: '6789', status: ['canceled'] })).toEqual([])
})

test('tab counts match their rows after every change, folded or not', async () => {
  const right = async () => {
    const counts = await countOrderViews()
    for (const view of ['all', 'attention', 'unfulfilled', 'refunded'] as const)
      expect([view, counts[view]]).toEqual([view, (await found({ view })).length])
    return counts
  }
  await right()
  expect(await transaction(foldOrderCounts)).toBeGreaterThan(0)
  await right()
  await sql`update orders set status = 'blocked' where name in ('plain', 'german')`
  await sql`update orders set payment_status = 'partially_refunded' where name = 'plain'`
  await sql`delete from orders where name = 'elsewhere'`
  expect(await right()).toMatchObject({ attention: 2, refunded: 2 })
  // Two concurrent folds count nothing twice.
  await Promise.all([transaction(foldOrderCounts), transaction(foldOrderCounts)])
  expect(await right()).toMatchObject({ attention: 2, refunded: 2 })
  expect((await sql`select * from order_count_changes`).length).toBe(0)
})
