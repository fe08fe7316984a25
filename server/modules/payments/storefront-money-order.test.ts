import { beforeEach, describe, expect, test } from 'vitest'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { testOrder, testTransaction } from '@/test/support/shopify-payloads'
import { permutations, processOutbox, sendWebhook } from '@/test/support/webhooks'

const { sql } = await openTestDatabase()

const empty = () => emptyTables(sql, 'webhooks', 'outbox', 'orders', 'customers', 'exceptions')
beforeEach(empty)

/** A webhook: its topic, payload and time. */
type Message = readonly [topic: string, payload: unknown, at?: string]

const place: Message = ['orders/create', testOrder({ financial_status: 'paid' })]
const transact = (given: Record<string, unknown>): Message => [
  'order_transactions/create',
  testTransaction({ gateway: 'shopify_payments', ...given }),
]
const sale = transact({ kind: 'sale' })

async function deliverAll(messages: readonly Message[]) {
  await empty()
  for (const [topic, payload, at = '2026-03-01T15:00:00Z'] of messages) {
    await sendWebhook(topic, payload, { 'x-shopify-triggered-at': at })
    await processOutbox()
  }
  return storedMoney()
}

/** Returns the stored payments of the order, without our own IDs and times. */
const storedMoney = async () => ({
  orders: await sql`select payment_status from orders`,
  tenders: await sql`select authorized_minor::int as authorized, captured_minor::int as captured,
    refunded_minor::int as refunded, charged_back_minor::int as back from payments`,
  transactions: await sql`select kind, status, external_id, amount_minor::int as minor
    from payment_transactions order by external_id`,
  refunds: await sql`select status, total_minor::int as total, total_shop_minor::int as total_shop,
    adjustment_minor::int as adjustment, settled_at is not null as is_settled from resolutions`,
  disputes: await sql`select status, amount_minor::int as minor from disputes`,
  exceptions: await sql`select kind, status from exceptions`,
  webhooks: await sql`select topic from webhooks
    where status not in ('processed', 'superseded')`,
})

async function deliverInAllOrders(messages: readonly Message[], given: readonly Message[] = []) {
  const expected = await deliverAll([...given, ...messages])
  for (const order of permutations(messages)) {
    const names = order.map(([topic]) => topic).join()
    expect(await deliverAll([...given, ...order]), names).toEqual(expected)
  }
  return expected
}

describe('disputes', () => {
  const dispute = (status: string, at: string, given: Record<string, unknown> = {}): Message => [
    status === 'needs_response' ? 'disputes/create' : 'disputes/update',
    {
      id: 9001,
      order_id: 450789469,
      type: 'chargeback',
      amount: '20.00',
      currency: 'USD',
      reason: 'fraudulent',
      status,
      evidence_due_by: '2026-03-20T00:00:00Z',
      finalized_on: null,
      initiated_at: '2026-03-05T00:00:00Z',
      ...given,
    },
    at,
  ]
  const opened = dispute('needs_response', '2026-03-05T00:00:00Z')
  const lost = dispute('lost', '2026-04-01T00:00:00Z')
  const won = dispute('won', '2026-04-01T00:00:00Z')

  test('a lost dispute is charged back and reported, in all 24 orders of arrival', async () => {
    expect(await deliverInAllOrders([place, sale, opened, lost])).toMatchObject({
      tenders: [{ captured: 3500, back: 2000 }],
      transactions: [
        { kind: 'capture', status: 'succeeded' },
        { kind: 'chargeback', status: 'succeeded', minor: 2000 },
      ],
      disputes: [{ status: 'lost', minor: 2000 }],
      exceptions: [{ kind: 'chargeback_opened', status: 'open' }],
      webhooks: [],
    })
  })

  test('an open dispute that arrives before its payment is saved on it later', async () => {
    expect(await deliverAll([place, opened])).toMatchObject({
      tenders: [],
      exceptions: [{ kind: 'chargeback_opened', status: 'open' }],
    })
    const parts = [
      transact({}),
      transact({ id: 5002, kind: 'capture', parent_id: 5001, amount: '15.00' }),
      transact({ id: 5003, kind: 'capture', parent_id: 5001, amount: '20.00' }),
    ]
    expect(await deliverInAllOrders([...parts, opened], [place])).toMatchObject({
      tenders: [{ authorized: 3500, captured: 3500, back: 0 }],
      transactions: [{}, {}, {}, { kind: 'chargeback', status: 'pending', minor: 2000 }],
    })
  })

  test('a chargeback stays on its tender when another tender arrives', async () => {
    const second = transact({ id: 5002, kind: 'sale', amount: '30.00' })
    const { transactions } = await deliverAll([place, sale, opened, second, lost])
    expect(transactions.at(-1)).toMatchObject({ kind: 'chargeback', status: 'succeeded' })
  })

  test('a lost dispute is reported once', async () => {
    await deliverAll([place, sale, lost])
    await sql`update exceptions set status = 'resolved', closed_at = now()`
    await sendWebhook(...(lost.slice(0, 2) as [string, unknown]))
    await processOutbox()
    expect(await sql`select kind, status from exceptions`).toEqual([
      { kind: 'chargeback_opened', status: 'resolved' },
    ])
  })

  test('a won dispute leaves no exception, in all 24 orders of arrival', async () => {
    for (const order of permutations([place, sale, opened, won])) {
      const { tenders, exceptions } = await deliverAll(order)
      expect(tenders).toMatchObject([{ captured: 3500, back: 0 }])
      expect(exceptions.filter(({ status }) => status !== 'resolved')).toEqual([])
    }
  })

  test('a dispute with a negative amount opens an exception for engineers, paid or not', async () => {
    const negative = dispute('needs_response', '2026-03-05T00:00:00Z', { amount: '-5.00' })
    expect(await deliverInAllOrders([place, sale, negative])).toMatchObject({
      disputes: [],
      exceptions: [{ kind: 'webhook_unreadable', status: 'open' }],
      webhooks: [{ topic: 'disputes/create' }],
    })
    expect(await sql`select reason from webhooks where status = 'unreadable'`).toEqual([
      { reason: expect.stringContaining('"-5.00" is negative') },
    ])
  })
})

describe('a pending refund', () => {
  const back = { id: 6001, kind: 'refund', parent_id: 5001, amount: '15.00', authorization: null }
  const refund = (transactions: readonly Message[]): Message => [
    'refunds/create',
    {
      id: 8001,
      order_id: 450789469,
      created_at: '2026-03-02T10:00:00-05:00',
      refund_line_items: [
        { id: 1, line_item_id: 1, quantity: 1, restock_type: 'return', subtotal: 15, total_tax: 0 },
      ],
      order_adjustments: [],
      transactions: transactions.map(([, payload]) => payload),
    },
  ]
  const sent = transact({ ...back, status: 'pending' })

  test.each([
    { end: 'success', status: 'succeeded', total: 1500, adjustment: 0, refunded: 1500 },
    { end: 'failure', status: 'failed', total: 0, adjustment: -1500, refunded: 0 },
  ])('ends with its transaction in all 24 orders: $end', async ({ end, refunded, ...outcome }) => {
    const ended = transact({ ...back, status: end })
    expect(await deliverInAllOrders([sale, sent, ended, refund([sent])], [place])).toMatchObject({
      tenders: [{ captured: 3500, refunded }],
      refunds: [{ ...outcome, is_settled: true }],
      webhooks: [],
    })
  })

  test('counts the transactions that succeeded, in all 24 orders of arrival', async () => {
    const arrived = transact({ ...back, amount: '10.00' })
    const rest = { ...back, id: 6002, amount: '5.00' }
    const failed = transact({ ...rest, status: 'failure' })
    const reported = refund([
      transact({ ...back, amount: '10.00', status: 'pending' }),
      transact({ ...rest, status: 'pending' }),
    ])
    expect(await deliverInAllOrders([sale, arrived, failed, reported], [place])).toMatchObject({
      tenders: [{ captured: 3500, refunded: 1000 }],
      refunds: [{ status: 'succeeded', total: 1000, adjustment: -500, is_settled: true }],
    })
  })

  test('stays pending until its payment is known', async () => {
    expect(await deliverAll([place, refund([sent])])).toMatchObject({
      refunds: [{ status: 'pending', total: 1500, is_settled: false }],
      webhooks: [{ topic: 'refunds/create' }],
    })
  })
})
