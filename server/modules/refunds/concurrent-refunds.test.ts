import { expect, test } from 'vitest'
import { AppError } from '@/server/errors'
import { openTestShop } from '@/test/support/pipeline/shop'
import { drainOutbox } from '@/test/support/refund-outbox'
import { addPaidOrder, addPerson, refundForm } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { executeRefund } from './execute-refund'
import { issueRefund } from './issue-refund'

const shop = await openTestShop(startTestSandbox)
const { sql, vendors, engine } = shop
const leads = await Promise.all(Array.from({ length: 4 }, () => addPerson(sql, 'lead')))

/** Returns the four leads in rotation. */
function leadOf(index: number) {
  const lead = leads[index % leads.length]
  if (!lead) throw new Error('No lead found.')
  return lead
}

test('32 concurrent requests on one order never exceed what was paid, and every rejection is readable', async () => {
  const { orderId, lineIds, paymentIds, references } = await addPaidOrder(sql, vendors.url, {
    lines: [
      { sku: 'A', quantity: 7, unitPriceMinor: 1_000 },
      { sku: 'B', quantity: 3, unitPriceMinor: 333 },
    ],
    tenders: [{ gift: 2_999 }, { card: 5_000 }],
  })
  const forms = Array.from({ length: 32 }, (_, index) =>
    refundForm(orderId, [{ lineId: lineIds[index % 2] ?? '', quantity: 1 + (index % 2) }]),
  )
  const answers = await Promise.allSettled(
    forms.map((form, index) => issueRefund(form, leadOf(index))),
  )
  const refused = answers.filter((one) => one.status === 'rejected').map((one) => one.reason)
  // 7 single units of A and one pair of B: the 3 units of B hold only one pair.
  expect(answers.length - refused.length).toBe(8)
  for (const error of refused) {
    expect(error).toBeInstanceOf(AppError)
    expect(error.message).toMatch(/(is|are) left to refund \(\d bought, \d refunded\)\.$/)
  }
  const payments = await sql`select id, captured_minor::int, refunded_minor::int from payments
    where order_id = ${orderId}`
  for (const one of payments) expect(one.refunded_minor).toBeLessThanOrEqual(one.captured_minor)
  const total = payments.reduce((sum, one) => sum + one.refunded_minor, 0)
  expect(total).toBe(7_666)
  expect(payments.find(({ id }) => id === paymentIds[1])?.refunded_minor).toBe(5_000)
  await drainOutbox(sql, engine)
  expect(await shop.ledger(references[1] ?? '')).toMatchObject({ refunded: 5_000 })
  const [open] = await sql`select count(*)::int from resolutions
    where order_id = ${orderId} and status <> 'succeeded'`
  expect(open?.count).toBe(0)
})

test('32 concurrent refunds without items stop at the cap of the payment', async () => {
  const { orderId, references } = await addPaidOrder(sql, vendors.url, {
    lines: [{ sku: 'A', quantity: 1, unitPriceMinor: 10_000 }],
    tenders: [{ card: 10_000 }],
  })
  const override = { total: { amount: '9.00', currency: 'USD' }, reason: 'goodwill' as const }
  const answers = await Promise.allSettled(
    Array.from({ length: 32 }, (_, index) =>
      issueRefund(refundForm(orderId, [], { override }), leadOf(index)),
    ),
  )
  expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(11)
  for (const one of answers) {
    if (one.status === 'rejected') {
      expect(one.reason.message).toBe('$9.00 exceeds the refundable amount of $1.00.')
    }
  }
  await drainOutbox(sql, engine)
  expect(await shop.ledger(references[0] ?? '')).toMatchObject({ refunded: 9_900 })
})

test('concurrent refunds of several orders by the same users do not deadlock', async () => {
  const orders = await Promise.all(
    Array.from({ length: 8 }, () =>
      addPaidOrder(sql, vendors.url, {
        lines: [{ sku: 'A', quantity: 2, unitPriceMinor: 500 }],
        tenders: [{ card: 1_000 }],
      }),
    ),
  )
  const answers = await Promise.allSettled(
    orders.flatMap(({ orderId, lineIds }, index) =>
      [0, 1].map((shift) =>
        issueRefund(
          refundForm(orderId, [{ lineId: lineIds[0] ?? '', quantity: 1 }]),
          leadOf(index + shift),
        ),
      ),
    ),
  )
  expect(answers.map((one) => one.status)).toEqual(Array(16).fill('fulfilled'))
})

test('a refund executed by four processes at once reaches the gateway once', async () => {
  const { orderId, lineIds, references } = await addPaidOrder(sql, vendors.url, {
    lines: [{ sku: 'A', quantity: 1, unitPriceMinor: 1_000 }],
    tenders: [{ card: 1_000 }],
  })
  const form = refundForm(orderId, [{ lineId: lineIds[0] ?? '', quantity: 1 }])
  const { resolutionId } = await issueRefund(form, leadOf(0))
  const run = { resolutionId, orderId, requestId: 'test', retryScale: 0.001 }
  await Promise.all(Array.from({ length: 4 }, () => executeRefund(run)))
  const ledger = await shop.ledger(references[0] ?? '')
  expect(ledger).toMatchObject({ refunded: 1_000 })
  expect(ledger.keys.filter((key) => key.action === 'refund')).toMatchObject([{ applied: 1 }])
  expect(await shop.exceptions(orderId)).toHaveLength(0)
})
