import type postgres from 'postgres'
import type { Caller } from '../e2e/support/session'
import { formatOrderCursor } from '../paths/list-cursor'
import { type Entry, latency, timeEach } from './measure'

const SAMPLES = 200
const PAGE = 50

/** Measures the order list, a deep page, search and the order page as the browser requests them. */
export async function benchOrders(
  caller: Caller,
  sql: postgres.Sql,
  count: number,
  isWanted: (name: string) => boolean,
): Promise<Entry[]> {
  const entries: Entry[] = []
  const add = async (name: string, call: Call, floor: Call, floorIs: string) => {
    if (!isWanted(name)) return
    const times = await timeEach(SAMPLES, call)
    entries.push(latency(name, times, await timeEach(SAMPLES, floor), floorIs))
  }
  const nth = (i: number) => 1 + ((i * 7919) % count)

  await add(
    'orders.list',
    () => caller('orders.list', {}),
    () => listFloor(sql, new Date()),
    'the same rows by raw SQL',
  )
  const deep = new Date(Date.now() - 700 * 86_400_000)
  const [first] = await sql`
    select placed_at, id from orders where placed_at < ${deep} order by placed_at desc, id desc limit 1`
  const after = formatOrderCursor({
    segment: 'rest',
    value: String(first?.placed_at.getTime()),
    id: first?.id,
  })
  await add(
    'orders.deep_page',
    () => caller('orders.list', { after }),
    () => listFloor(sql, deep),
    'the same rows by raw SQL',
  )
  await add(
    'orders.search',
    (i) => caller('orders.list', { search: `customer${nth(i)}@example.com` }),
    (i) =>
      sql`select id from orders where search_text like ${`%customer${nth(i)}@example.com%`} limit ${PAGE}`,
    'a trigram lookup of the same text by raw SQL',
  )
  await add(
    'orders.search_filtered',
    (i) => caller('orders.list', { search: `sharma ${nth(i) % 10}`, country: ['IN'] }),
    (i) =>
      sql`select id from orders where search_text like '%sharma%'
        and search_text like ${`%${nth(i) % 10}%`} and shipping_country = 'IN'
        order by placed_at desc, id desc limit ${PAGE}`,
    'the same rows by raw SQL',
  )
  await add(
    'orders.search_common',
    (i) => caller('orders.list', { search: `smith ${nth(i) % 100}` }),
    (i) =>
      sql`select id from orders where search_text like '%smith%'
        and search_text like ${`%${nth(i) % 100}%`} order by placed_at desc, id desc limit ${PAGE}`,
    'the same rows by raw SQL',
  )
  await add(
    'orders.filtered',
    (i) => caller('orders.list', { country: [i % 2 ? 'JP' : 'XK'], payment: ['paid'] }),
    (i) =>
      sql`select id from orders where shipping_country = ${i % 2 ? 'JP' : 'XK'}
        and payment_status = 'paid' order by placed_at desc, id desc limit ${PAGE}`,
    'the same rows by raw SQL',
  )
  const ids = await sql<{ id: string }[]>`select id from orders order by id limit 500`
  const idOf = (i: number) => ids[i % ids.length]?.id ?? ''
  await add(
    'orders.get',
    (i) => caller('orders.get', { orderId: idOf(i) }),
    (i) => pageFloor(sql, idOf(i)),
    'the rows of the order and its nine child tables by raw SQL',
  )
  return entries
}

type Call = (i: number) => Promise<unknown>

const listFloor = (sql: postgres.Sql, before: Date) =>
  sql`select * from orders where placed_at <= ${before} order by placed_at desc, id desc limit ${PAGE}`

const CHILDREN = [
  'order_lines',
  'order_addresses',
  'order_tax_lines',
  'order_discounts',
  'order_shipping_lines',
  'order_steps',
  'payments',
  'payment_transactions',
  'order_events',
]

const pageFloor = (sql: postgres.Sql, orderId: string) =>
  Promise.all([
    sql`select * from orders where id = ${orderId}`,
    ...CHILDREN.map((table) => sql`select * from ${sql(table)} where order_id = ${orderId}`),
  ])
