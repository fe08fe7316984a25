import { beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from '@/test/support/database'
import { insertTestDelivery, insertTestOrders, insertTestStorefront } from '@/test/support/orders'
import { type DeliveryListInput, listDeliveries, listDeliveryFilters } from './webhook-list'
import { findDelivery, findDeliveryHeading } from './webhook-page'

const { sql } = await openTestDatabase()
const none = { search: '' }
const BYTES = Buffer.from('{"id":82098291194615450012345}\u00ff', 'latin1')

let ownId = ''
let orderId = ''
let externalOrderId = ''

beforeAll(async () => {
  const [near, far] = [
    await insertTestStorefront(sql, 'near.example'),
    await insertTestStorefront(sql, 'far.example'),
  ]
  ;[orderId = ''] = await insertTestOrders(sql, near, [{ name: '#77' }])
  const [order] = await sql`select external_id from orders where id = ${orderId}`
  externalOrderId = String(order?.external_id)
  for (let i = 0; i < 120; i++) {
    const status = i % 10 === 0 ? 'waiting' : 'processed'
    await insertTestDelivery(sql, far, { topic: 'orders/updated', status })
  }
  ownId = await insertTestDelivery(sql, near, {
    topic: 'refunds/create',
    delivery_id: 'delivery-1',
    external_order_id: externalOrderId,
    body: BYTES,
  })
  await insertTestDelivery(sql, far, {
    topic: 'orders/paid',
    delivery_id: 'delivery-2',
    external_order_id: externalOrderId,
  })
})

const topics = async (input: DeliveryListInput) =>
  (await listDeliveries(input)).rows.map(({ topic }) => topic)

describe('the list', () => {
  it('shows every delivery once, newest first, and comes back the same way', async () => {
    const forth: string[][] = []
    let page = await listDeliveries(none)
    for (;;) {
      forth.push(page.rows.map(({ id }) => id))
      if (!page.next) break
      page = await listDeliveries({ ...none, cursor: { direction: 'after', id: page.next } })
    }
    const stored = await sql`select id from webhook_deliveries order by id desc`
    expect(forth.flat()).toEqual(stored.map(({ id }) => id))
    const back: string[][] = []
    while (page.previous) {
      page = await listDeliveries({ ...none, cursor: { direction: 'before', id: page.previous } })
      back.push(page.rows.map(({ id }) => id))
    }
    expect(back.toReversed()).toEqual(forth.slice(0, -1))
  })

  it('filters by topic, status and storefront, alone and together', async () => {
    expect(await topics({ ...none, topic: 'refunds/create' })).toEqual(['refunds/create'])
    expect(await topics({ ...none, status: 'waiting' })).toHaveLength(12)
    expect(await topics({ ...none, shopDomain: 'near.example' })).toHaveLength(2)
    const narrow = { ...none, status: 'waiting', topic: 'orders/create' } as const
    expect(await topics(narrow)).toEqual([])
  })

  it('names the order of a delivery, of the same storefront only', async () => {
    const [refund] = (await listDeliveries({ ...none, topic: 'refunds/create' })).rows
    expect(refund).toMatchObject({ orderId, orderName: '#77', byteLength: BYTES.byteLength })
    const [paid] = (await listDeliveries({ ...none, topic: 'orders/paid' })).rows
    expect(paid).toMatchObject({ orderId: null, externalOrderId })
  })
})

describe('the search', () => {
  it('finds a delivery by the id of the storefront and by ours', async () => {
    expect(await topics({ search: 'delivery-1' })).toEqual(['refunds/create'])
    expect(await topics({ search: ` ${ownId} ` })).toEqual(['refunds/create'])
  })

  it("finds an order's deliveries by its id and by its number", async () => {
    expect(await topics({ search: externalOrderId })).toEqual(['orders/paid', 'refunds/create'])
    expect(await topics({ search: '#77' })).toEqual(['refunds/create'])
    expect(await topics({ search: '77' })).toEqual(['refunds/create'])
  })

  it.each(['delivery', '%', "'", '\u0000'])('finds nothing for %j', async (search) => {
    expect(await topics({ search })).toEqual([])
  })
})

it('offers the topics and storefronts that have been seen', async () => {
  expect(await listDeliveryFilters()).toEqual({
    topics: ['orders/create', 'orders/paid', 'orders/updated', 'refunds/create'],
    shops: ['far.example', 'near.example'],
  })
})

it('gives one delivery back to the byte', async () => {
  const delivery = await findDelivery(ownId)
  expect(delivery?.body.equals(BYTES)).toBe(true)
  expect(delivery).toMatchObject({ orderId, orderName: '#77', deliveryId: 'delivery-1' })
  expect(await findDeliveryHeading(ownId)).toEqual({ topic: 'refunds/create' })
  expect(await findDelivery(orderId)).toBeUndefined()
})
