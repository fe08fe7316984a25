import { createHmac } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrokenVendor, startTestSandbox, type TestSandbox } from '../../test/support/sandbox'
import { type PlacedOrders, placeOrders } from './place-orders'
import { TROUBLES } from './troubles'

const SECRET = 'shpss_test'
type ReceivedWebhook = {
  id: string
  event: string
  topic: string
  isGenuine: boolean
  body: string
}

let sandbox: TestSandbox
beforeAll(async () => {
  sandbox = await startTestSandbox()
})
afterAll(() => sandbox.stop())

/** Creates a portal that records webhooks and fails every ninth request. */
function createPortal(): {
  listener: RequestListener
  accepted: ReceivedWebhook[]
  dropped: ReceivedWebhook[]
} {
  const accepted: ReceivedWebhook[] = []
  const dropped: ReceivedWebhook[] = []
  let requests = 0
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
    requests += 1
    if (requests % 9 === 0) {
      dropped.push(webhook)
      if (requests % 2 === 0) response.destroy()
      else response.writeHead(503).end()
      return
    }
    accepted.push(webhook)
    response.writeHead(200).end()
  }
  return { listener, accepted, dropped }
}

async function place(orders: number, troublePercent: number, seed = 5) {
  const { listener, accepted, dropped } = createPortal()
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
  return { placed, accepted, dropped }
}

/** Returns the topics of the webhooks accepted for each order with this failure. */
function topicsOf(accepted: ReceivedWebhook[], placed: PlacedOrders, trouble: string): string[][] {
  return placed.orders
    .filter((order) => order.trouble === trouble)
    .map((order) =>
      accepted
        .filter(({ body }) => {
          const payload = JSON.parse(body)
          return String(payload.order_id ?? payload.id) === order.externalId
        })
        .map((webhook) => webhook.topic),
    )
}

test('sends signed webhooks and retries with the same ID and body', async () => {
  const { placed, accepted, dropped } = await place(40, 40)
  expect(placed.orders).toHaveLength(40)
  expect(accepted.every((webhook) => webhook.isGenuine)).toBe(true)
  expect(placed.delivered).toBe(accepted.length)
  expect(placed.repeats).toBe(dropped.length)
  expect(dropped.length).toBeGreaterThan(5)
  for (const { id, body } of dropped)
    expect(
      accepted.filter((webhook) => webhook.id === id && webhook.body === body),
    ).not.toHaveLength(0)
  expect(placed.byTrouble.none).toBe(24)
  expect(Object.keys(placed.byTrouble)).toHaveLength(Object.keys(TROUBLES).length + 1)
})

test('authorizes the card payments at the gateway', async () => {
  const { placed, accepted } = await place(60, 0, 9)
  const ledger = await (await fetch(`${sandbox.url}/stripe/ledger`)).json()
  const payments = new Map<string, { authorized: number; currency: string }>(
    ledger.payments.map((payment: { id: string }) => [payment.id, payment]),
  )
  const authorizations = accepted
    .filter((webhook) => webhook.topic === 'order_transactions/create')
    .map((webhook) => JSON.parse(webhook.body))
    .filter((transaction) => transaction.gateway === 'stripe')
  expect(authorizations.length).toBeGreaterThan(30)
  for (const { authorization, amount, currency } of authorizations) {
    const payment = payments.get(authorization)
    expect(payment?.currency).toBe(currency)
    expect(String(payment?.authorized)).toBe(amount.replace('.', '').replace(/^0+/, ''))
  }
  const created = accepted.filter((webhook) => webhook.topic === 'orders/create')
  expect(created).toHaveLength(60)
  expect(placed.orders.every((order) => order.ending === 'completed')).toBe(true)
})

test('sends the webhooks of each failure', async () => {
  const { placed, accepted } = await place(32, 100, 21)
  for (const topics of topicsOf(accepted, placed, 'canceled_at_once'))
    expect(topics).toContain('orders/cancelled')
  for (const topics of topicsOf(accepted, placed, 'refund_before_order'))
    expect(topics.indexOf('refunds/create')).toBeLessThan(topics.indexOf('orders/create'))
  const events = new Map<string, Set<string>>()
  for (const { event, id } of accepted) events.set(event, (events.get(event) ?? new Set()).add(id))
  expect([...events.values()].some((ids) => ids.size === 2)).toBe(true)
  const ids = accepted.map((webhook) => webhook.id)
  expect(new Set(ids).size).toBeLessThan(ids.length)
})

test('keeps the rate limit', async () => {
  const { listener } = createPortal()
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
