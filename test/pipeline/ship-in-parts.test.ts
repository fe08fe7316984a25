import { expect, test } from 'vitest'
import { approveResolution } from '@/server/modules/inbox/approve-resolution'
import { rejectResolution } from '@/server/modules/inbox/reject-resolution'
import { type TakeActionInput, takeAction } from '@/server/modules/inbox/take-action'
import { sweepShortages } from '@/server/modules/steps/sweep-shortages'
import { flushOutbox } from '@/server/pipeline/upkeep/flush-outbox'
import { addProduct } from '@/test/support/order-commands'
import { addPerson } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql } = shop
const care = await addPerson(sql, 'care', 'Ada')
const until = new Date(Date.now() + 5 * 86_400_000)

async function run(): Promise<void> {
  await flushOutbox()
  await shop.engine.drain()
  await flushOutbox()
  await shop.engine.drain()
}

const openOf = async (orderId: string) =>
  (await shop.exceptions(orderId)).findLast(
    ({ status }) => status !== 'resolved' && status !== 'ignored',
  )

type Given<T = TakeActionInput> = T extends unknown ? Omit<T, 'exceptionId'> : never

async function act(orderId: string, given: Given) {
  const exceptionId = (await openOf(orderId))?.id
  const taken = await takeAction({ ...given, exceptionId } as TakeActionInput, care)
  await run()
  return taken
}

let count = 0

/** Adds an order for three units of an item with `onHand` in stock, and for one shirt. */
async function shortOrder(onHand: number) {
  count += 1
  const sku = `SHORT-${count}`
  await addProduct(sql, shop.storefrontId, { sku, onHand })
  const order = await shop.addPaidOrder({
    lines: [
      { sku, quantity: 3, unitPriceMinor: 1000 },
      { sku: 'SHIRT', quantity: 1, unitPriceMinor: 1500 },
    ],
  })
  await shop.place(order.orderId)
  return { ...order, sku }
}

/** Returns the parcels of an order with their keys, tracking numbers and units. */
const parcels = (orderId: string) =>
  sql`select s.idempotency_key, s.tracking_number, s.external_id,
      (select sum(quantity)::int from shipment_lines where shipment_id = s.id) as units
    from shipments s where s.order_id = ${orderId} order by s.id`

const product = async (sku: string) =>
  (await sql`select on_hand, allocated from products where sku = ${sku}`)[0]

test('available units ship now, and the rest once in stock', async () => {
  const { orderId, reference, sku } = await shortOrder(1)
  await act(orderId, { action: 'ship_available', until })
  expect(await parcels(orderId)).toMatchObject([{ units: 2 }])
  expect(await product(sku)).toMatchObject({ on_hand: 0, allocated: 0 })
  expect(await shop.order(orderId)).toMatchObject({
    status: 'blocked',
    fulfillment_status: 'partial',
  })
  const [first, rest] = await shop.exceptions(orderId)
  expect(first).toMatchObject({ status: 'resolved', closed_by: 'Ada shipped the available items' })
  expect(rest).toMatchObject({
    kind: 'stock_short',
    status: 'waiting',
    wait_until: until,
    wait_reason: 'stock',
    recurred_from_id: first?.id,
  })
  expect(await sweepShortages()).toEqual({ resumed: 0 })
  await sql`update products set on_hand = 2 where sku = ${sku}`
  expect(await sweepShortages()).toEqual({ resumed: 1 })
  await run()
  const both = await parcels(orderId)
  expect(both).toMatchObject([
    { units: 2, idempotency_key: `${orderId}:ship` },
    { units: 2, idempotency_key: `${orderId}:ship:2` },
  ])
  expect(new Set(both.map((one) => one.tracking_number)).size).toBe(2)
  expect(await product(sku)).toMatchObject({ on_hand: 0, allocated: 0 })
  expect(await shop.order(orderId)).toMatchObject({
    status: 'completed',
    fulfillment_status: 'fulfilled',
  })
  expect(await openOf(orderId)).toBeUndefined()
  expect(await shop.ledger(reference)).toMatchObject({ captured: 4500 })
})

test('backordered units can be refunded while waiting', async () => {
  const { orderId, reference } = await shortOrder(2)
  await act(orderId, { action: 'ship_available', until })
  await act(orderId, { action: 'refund_item', reason: 'No longer available' })
  expect(await parcels(orderId)).toMatchObject([{ units: 3 }])
  expect(await shop.ledger(reference)).toMatchObject({ captured: 4500, refunded: 1000 })
  expect(await shop.order(orderId)).toMatchObject({
    status: 'completed',
    fulfillment_status: 'fulfilled',
  })
})

test('backordered units can be split again', async () => {
  const { orderId, sku } = await shortOrder(1)
  await act(orderId, { action: 'ship_available', until })
  await sql`update products set on_hand = 1 where sku = ${sku}`
  await act(orderId, { action: 'ship_available', until })
  expect(await parcels(orderId)).toMatchObject([{ units: 2 }, { units: 1 }])
  await sql`update products set on_hand = 5 where sku = ${sku}`
  await sweepShortages()
  await run()
  expect(await parcels(orderId)).toMatchObject([{ units: 2 }, { units: 1 }, { units: 1 }])
  expect(await product(sku)).toMatchObject({ on_hand: 4, allocated: 0 })
  expect(await shop.order(orderId)).toMatchObject({ status: 'completed' })
})

test('an order without any stock is not split', async () => {
  await addProduct(sql, shop.storefrontId, { sku: 'NONE', onHand: 0 })
  const { orderId } = await shop.addPaidOrder({
    lines: [{ sku: 'NONE', quantity: 1, unitPriceMinor: 1000 }],
  })
  await shop.place(orderId)
  await expect(act(orderId, { action: 'ship_available', until })).rejects.toMatchObject({
    code: 'conflict',
    message: 'No items of this order are in stock.',
  })
})

test('a parcel for another carrier buys no label, and the order continues', async () => {
  const { orderId } = await shop.addPaidOrder({ address: { postal_code: '00001' } })
  const started = shop.start(orderId)
  while (!started.calls.includes('ship')) await shop.engine.dispatch(started)
  expect(await openOf(orderId)).toMatchObject({ kind: 'carrier_unavailable', stage: 'auto' })
  const chosen = { carrier: 'DPD', trackingNumber: 'DPD-1', trackingUrl: 'https://dpd.example/1' }
  await act(orderId, { action: 'choose_other_carrier', ...chosen })
  expect(await shop.order(orderId)).toMatchObject({
    status: 'completed',
    fulfillment_status: 'fulfilled',
  })
  const rows = await sql`select carrier, tracking_number, label_url, cost_minor from shipments
    where order_id = ${orderId}`
  expect(rows).toEqual([
    { carrier: 'DPD', tracking_number: 'DPD-1', label_url: null, cost_minor: null },
  ])
  expect(await openOf(orderId)).toBeUndefined()
})

test('a refund above the limit continues the order when approved, and returns to staff when rejected', async () => {
  const request = async () => {
    count += 1
    const sku = `DEAR-${count}`
    await addProduct(sql, shop.storefrontId, { sku, onHand: 0 })
    const order = await shop.addPaidOrder({
      lines: [
        { sku, quantity: 1, unitPriceMinor: 30_000 },
        { sku: 'SHIRT', quantity: 1, unitPriceMinor: 1500 },
      ],
    })
    await shop.place(order.orderId)
    const taken = await act(order.orderId, { action: 'refund_item', reason: 'Sold out' })
    expect(taken.status).toBe('waiting')
    const [row] = await sql`select id, status from resolutions where order_id = ${order.orderId}`
    expect(row?.status).toBe('requested')
    return { ...order, resolutionId: row?.id as string }
  }
  const lead = await addPerson(sql, 'lead', 'Grace')
  const yes = await request()
  await approveResolution({ resolutionId: yes.resolutionId, note: '' }, lead)
  await run()
  expect(await shop.order(yes.orderId)).toMatchObject({ status: 'completed' })
  expect(await shop.exceptions(yes.orderId)).toMatchObject([
    { status: 'resolved', closed_by: 'Grace approved the refund' },
  ])
  expect(await shop.ledger(yes.reference)).toMatchObject({ captured: 31_500, refunded: 30_000 })
  const no = await request()
  await rejectResolution({ resolutionId: no.resolutionId, note: 'Ask for more stock' }, lead)
  await run()
  expect(await shop.order(no.orderId)).toMatchObject({ status: 'blocked' })
  expect(await openOf(no.orderId)).toMatchObject({ status: 'open', wait_until: null })
  expect(await shop.ledger(no.reference)).toMatchObject({ captured: 31_500, refunded: 0 })
})
