import { createHmac } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrokenVendor, startTestSandbox, type TestSandbox } from '../../test/support/sandbox'
import { type PlacedOrders, placeOrders } from './place-orders'
import { TROUBLES } from './troubles'

const SECRET = 'shpss_test'
type Webhook = { id: string; event: string; topic: string; isGenuine: boolean; body: string }

let sandbox: TestSandbox
beforeAll(async () => {
  sandbox = await startTestSandbox()
})
afterAll(() => sandbox.stop())

/** A portal that writes down what it gets, after failing every ninth time. */
function portal(): { listener: RequestListener; taken: Webhook[]; dropped: Webhook[] } {
  const taken: Webhook[] = []
  const dropped: Webhook[] = []
  let asked = 0
  const listener: RequestListener = async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const header = (name: string) => String(request.headers[`x-shopify-${name}`] ?? '')
    const webhook = {
      id: header('webhook-id'),
      event: header('event-id'),
      topic: header('topic'),
      isGenuine:
        header('hmac-sha256') === createHmac('sha256', SECRET).update(body).digest('base64'),
      body: body.toString(),
    }
    asked += 1
    if (asked % 9 === 0) {
      dropped.push(webhook)
      if (asked % 2 === 0) response.destroy()
      else response.writeHead(503).end()
      return
    }
    taken.push(webhook)
    response.writeHead(200).end()
  }
  return { listener, taken, dropped }
}

async function place(orders: number, troublePercent: number, seed = 5) {
  const { listener, taken, dropped } = portal()
  const server = await startBrokenVendor(listener)
  const placed = await placeOrders({
    portalUrl: server.url,
    sandboxUrl: sandbox.url,
    webhookSecret: SECRET,
    orders,
    troublePercent,
    seed,
  })
  await server.stop()
  return { placed, taken, dropped }
}

/** What the portal was told about an order, by topic. */
function topicsOf(taken: Webhook[], placed: PlacedOrders, trouble: string): string[][] {
  return placed.orders
    .filter((order) => order.trouble === trouble)
    .map((order) =>
      taken
        .filter(({ body }) => {
          const payload = JSON.parse(body)
          return String(payload.order_id ?? payload.id) === order.externalId
        })
        .map((webhook) => webhook.topic),
    )
}

test('tells the portal everything, signed, and again under the same id when nobody answers', async () => {
  const { placed, taken, dropped } = await place(40, 40)
  expect(placed.orders).toHaveLength(40)
  expect(taken.every((webhook) => webhook.isGenuine)).toBe(true)
  expect(placed.delivered).toBe(taken.length)
  expect(placed.repeats).toBe(dropped.length)
  expect(dropped.length).toBeGreaterThan(5)
  for (const { id, body } of dropped)
    expect(taken.filter((one) => one.id === id && one.body === body)).not.toHaveLength(0)
  expect(placed.byTrouble.none).toBe(24)
  expect(Object.keys(placed.byTrouble)).toHaveLength(Object.keys(TROUBLES).length + 1)
})

test('the gateway holds what the cards promised', async () => {
  const { placed, taken } = await place(60, 0, 9)
  const ledger = await (await fetch(`${sandbox.url}/stripe/ledger`)).json()
  const held = new Map<string, { authorized: number; currency: string }>(
    ledger.payments.map((payment: { id: string }) => [payment.id, payment]),
  )
  const authorizations = taken
    .filter((webhook) => webhook.topic === 'order_transactions/create')
    .map((webhook) => JSON.parse(webhook.body))
    .filter((transaction) => transaction.gateway === 'stripe')
  expect(authorizations.length).toBeGreaterThan(30)
  for (const { authorization, amount, currency } of authorizations) {
    const payment = held.get(authorization)
    expect(payment?.currency).toBe(currency)
    expect(String(payment?.authorized)).toBe(amount.replace('.', '').replace(/^0+/, ''))
  }
  const inOrder = taken.filter((webhook) => webhook.topic === 'orders/create')
  expect(inOrder).toHaveLength(60)
  expect(placed.orders.every((order) => order.ending === 'completed')).toBe(true)
})

test('trouble comes as it was asked for', async () => {
  const { placed, taken } = await place(32, 100, 21)
  for (const topics of topicsOf(taken, placed, 'canceled_at_once'))
    expect(topics).toContain('orders/cancelled')
  for (const topics of topicsOf(taken, placed, 'refund_before_order'))
    expect(topics.indexOf('refunds/create')).toBeLessThan(topics.indexOf('orders/create'))
  const events = new Map<string, Set<string>>()
  for (const { event, id } of taken) events.set(event, (events.get(event) ?? new Set()).add(id))
  expect([...events.values()].some((ids) => ids.size === 2)).toBe(true)
  const ids = taken.map((webhook) => webhook.id)
  expect(new Set(ids).size).toBeLessThan(ids.length)
})

test('keeps the pace it was given', async () => {
  const { listener } = portal()
  const server = await startBrokenVendor(listener)
  const start = performance.now()
  const orders = 6
  await placeOrders({
    portalUrl: server.url,
    sandboxUrl: sandbox.url,
    webhookSecret: SECRET,
    orders,
    ratePerSecond: 10,
    seed: 1,
  })
  expect(performance.now() - start).toBeGreaterThanOrEqual(500)
  await server.stop()
})
