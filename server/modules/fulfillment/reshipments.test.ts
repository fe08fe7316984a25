import { expect, test } from 'vitest'
import { addProduct } from '@/test/support/order-commands'
import { openTestShop } from '@/test/support/pipeline/shop'
import { drainOutbox } from '@/test/support/refund-outbox'
import { addPaidOrder, addPerson, type PaidOrder, refundForm } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { approveResolution } from '../inbox/approve-resolution'
import { issueRefund } from '../refunds/issue-refund'
import { issueReshipment } from './issue-reshipment'
import { previewReshipment } from './preview-reshipment'
import type { IssueReshipmentInput } from './reshipment-input'

const shop = await openTestShop(startTestSandbox)
const { sql, vendors, engine } = shop
const care = await addPerson(sql, 'care')
const lead = await addPerson(sql, 'lead')
const mugId = await addProduct(sql, shop.storefrontId, { sku: 'MUG', onHand: 10 })

const addShipped = (given: Partial<PaidOrder> = {}) =>
  addPaidOrder(sql, vendors.url, {
    lines: [{ sku: 'MUG', quantity: 3, unitPriceMinor: 1_000 }],
    tenders: [{ card: 3_000 }],
    ...given,
  })

let forms = 0
function form(
  { orderId, lineIds }: { orderId: string; lineIds: string[] },
  quantity: number,
  change: Partial<IssueReshipmentInput> = {},
): IssueReshipmentInput {
  forms += 1
  const lines = [{ lineId: lineIds[0] ?? '', quantity }]
  return { orderId, lines, note: '', notify: false, idempotencyKey: `reship-${forms}`, ...change }
}

const mug = async () => (await sql`select on_hand, allocated from products where id = ${mugId}`)[0]

async function resolution(id: string) {
  const [row] = await sql`select * from resolutions where id = ${id}`
  return row
}

test('items are reshipped at no charge, from stock, to a corrected address', async () => {
  const order = await addShipped({ email: 'again@example.com' })
  const before = await mug()
  const shipTo = {
    name: '山田 太郎',
    address1: '1 New Street',
    city: 'Dover',
    provinceCode: 'DE',
    postalCode: '19901',
    countryCode: 'us',
  }
  const input = form(order, 2, { shipTo, notify: true, note: 'The first parcel was lost' })
  const answer = await issueReshipment(input, care)
  expect(answer).toMatchObject({ status: 'pending', totalMinor: 0n })
  expect(await issueReshipment(input, care)).toMatchObject({ resolutionId: answer.resolutionId })
  expect(await mug()).toMatchObject({ allocated: before?.allocated + 2 })
  await drainOutbox(sql, engine)
  expect(await resolution(answer.resolutionId)).toMatchObject({ status: 'succeeded' })
  const [parcel] = await sql`select * from shipments where resolution_id = ${answer.resolutionId}`
  expect(parcel).toMatchObject({
    status: 'label_bought',
    source: 'pipeline',
    tracking_number: expect.stringMatching(/\w{6,}/),
  })
  const units = await sql`select quantity from shipment_lines where shipment_id = ${parcel?.id}`
  expect(units).toEqual([{ quantity: 2 }])
  expect(await mug()).toMatchObject({
    on_hand: before?.on_hand - 2,
    allocated: before?.allocated,
  })
  const [mail] = await shop.mails('again@example.com')
  expect(mail?.text).toContain('2 × The MUG: $0.00')
  expect(mail?.text).toContain(parcel?.tracking_number)
  const refunds = await sql`select * from payment_transactions
    where order_id = ${order.orderId} and kind = 'refund'`
  expect(refunds).toHaveLength(0)
})

test('reshipped units never exceed bought units minus reshipped and refunded units', async () => {
  const order = await addShipped()
  await issueReshipment(form(order, 1), care)
  const [lineId = ''] = order.lineIds
  await issueRefund(refundForm(order.orderId, [{ lineId, quantity: 1 }]), care)
  const unitsLeft = '1 is left to reship (3 bought, 1 refunded, 1 reshipped).'
  await expect(issueReshipment(form(order, 2), care)).rejects.toThrow(
    `The MUG: 2 requested. ${unitsLeft}`,
  )
  await expect(
    issueRefund(refundForm(order.orderId, [{ lineId, quantity: 2 }]), care),
  ).rejects.toThrow('1 is left to refund (3 bought, 1 refunded, 1 reshipped).')
  const again = { overrideReason: 'The second parcel was lost, too' }
  await expect(issueReshipment(form(order, 2, again), care)).rejects.toThrow('Only a lead')
  await expect(issueReshipment(form(order, 3, again), lead)).rejects.toThrow('3 requested')
  expect(await issueReshipment(form(order, 2, again), lead)).toMatchObject({ status: 'pending' })
})

test('32 concurrent reshipments of one order never exceed its units', async () => {
  const order = await addShipped()
  const answers = await Promise.allSettled(
    Array.from({ length: 32 }, () => issueReshipment(form(order, 1), care)),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  const stock = await mug()
  expect(stock?.allocated).toBeLessThanOrEqual(stock?.on_hand)
  await drainOutbox(sql, engine)
})

test('a reshipment without enough stock is rejected, and nothing is written', async () => {
  const order = await addShipped({ lines: [{ sku: 'MUG', quantity: 50, unitPriceMinor: 10 }] })
  const input = form(order, 40)
  const { problem } = await previewReshipment(input, care)
  expect(problem).toMatch(/^Not enough stock: The MUG \(40 needed, \d+ available\)\.$/)
  await expect(issueReshipment(input, care)).rejects.toMatchObject({
    code: 'conflict',
    message: problem,
  })
  expect(await sql`select * from resolutions where order_id = ${order.orderId}`).toHaveLength(0)
})

test('goods above the value limit require approval, and approval reserves the stock', async () => {
  const order = await addShipped({
    lines: [{ sku: 'SHIRT', quantity: 1, unitPriceMinor: 40_000 }],
    tenders: [{ card: 40_000 }],
  })
  const { resolutionId, status, approvalReasons } = await issueReshipment(form(order, 1), care)
  expect(status).toBe('requested')
  expect(approvalReasons).toEqual(['The limit for the goods of one reshipment is $150.00.'])
  expect(
    await sql`select * from reshipment_allocations where resolution_id = ${resolutionId}`,
  ).toHaveLength(0)
  await approveResolution({ resolutionId, note: '' }, lead)
  await drainOutbox(sql, engine)
  expect(await resolution(resolutionId)).toMatchObject({ status: 'succeeded' })
})

test('a carrier that rejects the address opens an exception; the stock stays reserved', async () => {
  const order = await addShipped()
  const shipTo = { name: 'A', address1: 'B', city: 'C', postalCode: '00000', countryCode: 'US' }
  const { resolutionId } = await issueReshipment(form(order, 1, { shipTo }), care)
  await drainOutbox(sql, engine)
  expect(await resolution(resolutionId)).toMatchObject({
    status: 'pending',
    error: { kind: 'address_invalid' },
  })
  expect(await shop.exceptions(order.orderId)).toMatchObject([
    { kind: 'address_invalid', step: 'reshipment', status: 'open' },
  ])
  const [allocation] =
    await sql`select * from reshipment_allocations where resolution_id = ${resolutionId}`
  expect(allocation).toMatchObject({ status: 'reserved', quantity: 1 })
})

test.each([
  [
    'an address without a street',
    { shipTo: { name: 'A', address1: '', city: 'C', postalCode: '1', countryCode: 'DE' } },
    'missing: a street',
  ],
  [
    'an address of only emoji',
    { shipTo: { name: 'A', address1: '🏠', city: 'C', postalCode: '1', countryCode: 'DE' } },
    'missing: a street',
  ],
  ['no items', { lines: [] }, 'Select items to reship.'],
] as [string, Partial<IssueReshipmentInput>, string][])(
  '%s is rejected',
  async (_, change, message) => {
    const order = await addShipped()
    await expect(issueReshipment(form(order, 1, change), care)).rejects.toThrow(message)
  },
)

test('items that have not shipped cannot be reshipped', async () => {
  const order = await addShipped()
  await sql`update orders set fulfillment_status = 'unfulfilled' where id = ${order.orderId}`
  await expect(issueReshipment(form(order, 1), care)).rejects.toThrow("hasn't shipped yet")
})
