import { beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase } from '@/test/support/database'
import { insertTestOrders, insertTestStorefront, insertTestWebhook } from '@/test/support/orders'
import { listWebhookFilters, listWebhooks, type WebhookListInput } from './webhook-list'
import { findWebhook, findWebhookHeading } from './webhook-page'

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
    await insertTestWebhook(sql, far, { topic: 'orders/updated', status })
  }
  ownId = await insertTestWebhook(sql, near, {
    topic: 'refunds/create',
    external_id: 'webhook-1',
    external_order_id: externalOrderId,
    body: BYTES,
  })
  await insertTestWebhook(sql, far, {
    topic: 'orders/paid',
    external_id: 'webhook-2',
    external_order_id: externalOrderId,
  })
})

const topics = async (input: WebhookListInput) =>
  (await listWebhooks(input)).rows.map(({ topic }) => topic)

describe('the list', () => {
  it('pages through every webhook once, newest first, forward and backward', async () => {
    const forth: string[][] = []
    let page = await listWebhooks(none)
    for (;;) {
      forth.push(page.rows.map(({ id }) => id))
      if (!page.next) break
      page = await listWebhooks({ ...none, cursor: { direction: 'after', id: page.next } })
    }
    const stored = await sql`select id from webhooks order by id desc`
    expect(forth.flat()).toEqual(stored.map(({ id }) => id))
    const back: string[][] = []
    while (page.previous) {
      page = await listWebhooks({ ...none, cursor: { direction: 'before', id: page.previous } })
      back.push(page.rows.map(({ id }) => id))
    }
    expect(back.toReversed()).toEqual(forth.slice(0, -1))
  })

  it('filters by topic, status and storefront, separately and combined', async () => {
    expect(await topics({ ...none, topic: 'refunds/create' })).toEqual(['refunds/create'])
    expect(await topics({ ...none, status: 'waiting' })).toHaveLength(12)
    expect(await topics({ ...none, shopDomain: 'near.example' })).toHaveLength(2)
    const narrow = { ...none, status: 'waiting', topic: 'orders/create' } as const
    expect(await topics(narrow)).toEqual([])
  })

  it('includes the order of a webhook, of the same storefront only', async () => {
    const [refund] = (await listWebhooks({ ...none, topic: 'refunds/create' })).rows
    expect(refund).toMatchObject({ orderId, orderName: '#77', byteLength: BYTES.byteLength })
    const [paid] = (await listWebhooks({ ...none, topic: 'orders/paid' })).rows
    expect(paid).toMatchObject({ orderId: null, externalOrderId })
  })
})

describe('the search', () => {
  it("finds a webhook by the storefront's ID and by ours", async () => {
    expect(await topics({ search: 'webhook-1' })).toEqual(['refunds/create'])
    expect(await topics({ search: ` ${ownId} ` })).toEqual(['refunds/create'])
  })

  it("finds an order's webhooks by its ID and by its number", async () => {
    expect(await topics({ search: externalOrderId })).toEqual(['orders/paid', 'refunds/create'])
    expect(await topics({ search: '#77' })).toEqual(['refunds/create'])
    expect(await topics({ search: '77' })).toEqual(['refunds/create'])
  })

  it.each(['webhook', '%', "'", '\u0000'])('finds nothing for %j', async (search) => {
    expect(await topics({ search })).toEqual([])
  })
})

it('returns the topics and storefronts seen so far', async () => {
  expect(await listWebhookFilters()).toEqual({
    topics: ['orders/create', 'orders/paid', 'orders/updated', 'refunds/create'],
    shops: ['far.example', 'near.example'],
  })
})

it('returns a webhook with its exact bytes', async () => {
  const webhook = await findWebhook(ownId)
  expect(webhook?.body.equals(BYTES)).toBe(true)
  expect(webhook).toMatchObject({ orderId, orderName: '#77', externalId: 'webhook-1' })
  expect(await findWebhookHeading(ownId)).toEqual({ topic: 'refunds/create' })
  expect(await findWebhook(orderId)).toBeUndefined()
})
