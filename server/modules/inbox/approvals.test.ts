import { describe, expect, test } from 'vitest'
import { countApprovals, listApprovals } from '@/db/queries/exceptions/approvals'
import { openTestShop } from '@/test/support/pipeline/shop'
import { drainOutbox } from '@/test/support/refund-outbox'
import { addPaidOrder, addPerson, refundForm } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { issueRefund } from '../refunds/issue-refund'
import { previewRefund } from '../refunds/preview-refund'
import { sweepResolutions } from '../refunds/sweep-resolutions'
import { approveResolution } from './approve-resolution'
import { rejectResolution } from './reject-resolution'

const shop = await openTestShop(startTestSandbox)
const { sql, vendors, engine } = shop
const care = await addPerson(sql, 'care')
const lead = await addPerson(sql, 'lead', 'Leon Okafor')

/** Requests a refund of 150.00, which exceeds the single-refund limit of care. */
async function request(from = care) {
  const order = await addPaidOrder(sql, vendors.url, {
    email: `${crypto.randomUUID()}@example.com`,
    lines: [{ sku: 'COAT', quantity: 2, unitPriceMinor: 15_000 }],
    tenders: [{ card: 30_000 }],
  })
  const form = refundForm(order.orderId, [{ lineId: order.lineIds[0] ?? '', quantity: 1 }])
  return { ...order, form, answer: await issueRefund(form, from) }
}

async function resolution(id: string) {
  const [row] = await sql`select * from resolutions where id = ${id}`
  return row
}

const transactions = (orderId: string) =>
  sql`select * from payment_transactions where order_id = ${orderId} and kind = 'refund'`

describe('above a limit', () => {
  test('a refund waits, moves no money, and reserves its units and amounts', async () => {
    const { orderId, form, answer, lineIds } = await request()
    expect(answer).toMatchObject({
      status: 'requested',
      approvalReasons: ['The limit for one refund is $100.00.'],
    })
    expect(await transactions(orderId)).toHaveLength(0)
    const preview = await previewRefund(refundForm(orderId, []), lead)
    expect(preview.lines[0]).toMatchObject({ leftUnits: 1 })
    expect(preview.leftMinor).toBe(15_000n)
    const both = refundForm(orderId, [{ lineId: lineIds[0] ?? '', quantity: 2 }])
    await expect(issueRefund(both, lead)).rejects.toThrow('1 is left to refund')
    expect(await issueRefund(form, care)).toMatchObject({ status: 'requested' })
  })

  test('the preview shows that approval is required', async () => {
    const { orderId, lineIds } = await request()
    const form = refundForm(orderId, [{ lineId: lineIds[0] ?? '', quantity: 1 }])
    const { limits } = await previewRefund(form, care)
    expect(limits.states.filter(({ isExceeded }) => isExceeded).map(({ name }) => name)).toEqual([
      'perRefund',
      'perOrder',
    ])
  })

  test('small refunds of one person count toward their daily limit', async () => {
    const busy = await addPerson(sql, 'care')
    const statuses: string[] = []
    for (let count = 0; count < 11; count += 1) {
      const order = await addPaidOrder(sql, vendors.url, {
        email: `customer-${count}@example.com`,
        lines: [{ sku: 'HAT', quantity: 1, unitPriceMinor: 9_900 }],
        tenders: [{ card: 9_900 }],
      })
      const form = refundForm(order.orderId, [{ lineId: order.lineIds[0] ?? '', quantity: 1 }])
      const answer = await issueRefund(form, busy)
      statuses.push(answer.status)
      if (answer.status === 'requested') {
        expect(answer.approvalReasons).toEqual([
          'The limit for one user in 24 hours is $1,000.00, of which $990.00 is already used.',
        ])
      }
    }
    expect(statuses).toEqual([...Array(10).fill('pending'), 'requested'])
  })

  test('a customer with many refunds requires approval', async () => {
    const statuses: string[] = []
    for (let count = 0; count < 4; count += 1) {
      const person = await addPerson(sql, 'care')
      const order = await addPaidOrder(sql, vendors.url, {
        email: 'Often@example.com',
        lines: [{ sku: 'HAT', quantity: 1, unitPriceMinor: 9_000 }],
        tenders: [{ card: 9_000 }],
      })
      const form = refundForm(order.orderId, [{ lineId: order.lineIds[0] ?? '', quantity: 1 }])
      statuses.push((await issueRefund(form, person)).status)
    }
    expect(statuses).toEqual(['pending', 'pending', 'pending', 'requested'])
  })
})

describe('a decision', () => {
  test('approves the refund once and appears on the order', async () => {
    const { orderId, answer, references } = await request()
    const { resolutionId } = answer
    const both = await Promise.allSettled([
      approveResolution({ resolutionId, note: 'Fine' }, lead),
      approveResolution({ resolutionId, note: 'Fine' }, await addPerson(sql, 'admin')),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await drainOutbox(sql, engine)
    expect(await resolution(resolutionId)).toMatchObject({
      status: 'succeeded',
      decision_note: 'Fine',
    })
    expect(await shop.ledger(references[0] ?? '')).toMatchObject({ refunded: 15_000 })
    expect(await transactions(orderId)).toHaveLength(1)
    await expect(rejectResolution({ resolutionId, note: 'No' }, lead)).rejects.toThrow(
      /was already decided by /,
    )
  })

  test('releases the reservation when it is a rejection', async () => {
    const { orderId, answer } = await request()
    const { resolutionId } = answer
    await rejectResolution({ resolutionId, note: 'Ask for a photo first' }, lead)
    expect(await resolution(resolutionId)).toMatchObject({
      status: 'rejected',
      decided_by_name: 'Leon Okafor',
      decision_note: 'Ask for a photo first',
    })
    const preview = await previewRefund(refundForm(orderId, []), care)
    expect(preview.lines[0]).toMatchObject({ leftUnits: 2 })
    expect(await transactions(orderId)).toHaveLength(0)
  })

  test('is never allowed on one’s own request, in any role', async () => {
    const own = await addPaidOrder(sql, vendors.url, {
      lines: [{ sku: 'RING', quantity: 1, unitPriceMinor: 250_000 }],
      tenders: [{ card: 250_000 }],
    })
    const form = refundForm(own.orderId, [{ lineId: own.lineIds[0] ?? '', quantity: 1 }])
    const { resolutionId, status } = await issueRefund(form, lead)
    expect(status).toBe('requested')
    await expect(approveResolution({ resolutionId, note: '' }, lead)).rejects.toMatchObject({
      code: 'forbidden',
      message: "You can't decide your own request. Another person has to decide.",
    })
    const staffId = lead.actor.id
    await expect(
      sql`update resolutions set decided_by_id = ${staffId} where id = ${resolutionId}`,
    ).rejects.toThrow('resolutions_decided_by_another')
  })

  test.each(['care', 'manager', 'finance', 'engineer'] as const)(
    'is not allowed for the %s role',
    async (role) => {
      const { answer } = await request()
      const person = await addPerson(sql, role)
      const { resolutionId } = answer
      await expect(approveResolution({ resolutionId, note: '' }, person)).rejects.toMatchObject({
        code: 'forbidden',
      })
      await expect(rejectResolution({ resolutionId, note: 'x' }, person)).rejects.toMatchObject({
        code: 'forbidden',
      })
    },
  )

  test('is rejected when a chargeback took the money', async () => {
    const { orderId, answer, paymentIds } = await request()
    await sql`insert into payment_transactions ${sql({
      id: crypto.randomUUID(),
      payment_id: paymentIds[0] ?? '',
      order_id: orderId,
      kind: 'chargeback',
      status: 'succeeded',
      amount_minor: 20_000,
      amount_shop_minor: 20_000,
      source: 'storefront',
      idempotency_key: crypto.randomUUID(),
    })}`
    const { resolutionId } = answer
    await expect(approveResolution({ resolutionId, note: '' }, lead)).rejects.toMatchObject({
      code: 'conflict',
      message:
        '$150.00 was requested, but only $100.00 of this payment is available. Reject this request and create a new one.',
    })
    expect(await resolution(resolutionId)).toMatchObject({ status: 'requested' })
  })
})

test('an expired request cannot be decided, even before the sweep', async () => {
  const { orderId, answer } = await request()
  const { resolutionId } = answer
  await sql`update resolutions set expires_at = now() - interval '1 second' where id = ${resolutionId}`
  await expect(approveResolution({ resolutionId, note: '' }, lead)).rejects.toThrow('has expired')
  expect((await listApprovals()).map(({ id }) => id)).not.toContain(resolutionId)
  expect(await sweepResolutions()).toMatchObject({ expired: 1 })
  expect(await resolution(resolutionId)).toMatchObject({ status: 'expired' })
  const preview = await previewRefund(refundForm(orderId, []), care)
  expect(preview.lines[0]).toMatchObject({ leftUnits: 2 })
})

test('the queue shows pending requests, and the count excludes one’s own', async () => {
  await sql`update resolutions set status = 'rejected' where status = 'requested'`
  const first = await request()
  const other = await addPerson(sql, 'lead')
  const own = await addPaidOrder(sql, vendors.url, {
    lines: [{ sku: 'RING', quantity: 1, unitPriceMinor: 250_000 }],
    tenders: [{ card: 250_000 }],
  })
  const form = refundForm(own.orderId, [{ lineId: own.lineIds[0] ?? '', quantity: 1 }])
  const second = await issueRefund(form, other)
  const waiting = (await listApprovals()).map(({ id }) => id)
  expect(waiting).toEqual([first.answer.resolutionId, second.resolutionId])
  expect(await countApprovals(lead.actor.id)).toBe(2)
  expect(await countApprovals(other.actor.id)).toBe(1)
})
