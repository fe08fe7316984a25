import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { addOrder, addProduct, TEST_SHOP } from '@/test/support/order-commands'
import { addTender, authorizePayment } from '@/test/support/payments'
import { startTestSandbox } from '@/test/support/sandbox'
import { openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql } = shop

test("an order completes, and the gateway's ledger matches ours", async () => {
  const { orderId, reference, paymentId } = await shop.addPaidOrder({ email: 'happy@example.com' })
  const run = await shop.place(orderId)
  expect(run).toMatchObject({ status: 'completed', result: { outcome: 'continue' } })
  expect(await shop.steps(orderId)).toEqual([
    'validate done',
    'screen done',
    'capture done',
    'allocate done',
    'ship done',
    'notify done',
    'sync skipped',
    'complete done',
  ])
  expect(await shop.order(orderId)).toMatchObject({
    status: 'completed',
    payment_status: 'paid',
    fulfillment_status: 'fulfilled',
    completed_at: expect.any(Date),
  })
  const ledger = await shop.ledger(reference)
  expect(ledger).toMatchObject({ status: 'succeeded', authorized: 3000, captured: 3000 })
  expect(ledger.keys).toMatchObject([{ action: 'capture', asked: 1, applied: 1 }])
  const [payment] = await sql`select captured_minor from payments where id = ${paymentId}`
  expect(payment?.captured_minor).toBe('3000')
  expect(await shop.exceptions(orderId)).toHaveLength(0)
})

test('a payment disputed before its capture is charged back once captured', async () => {
  const { orderId, paymentId } = await shop.addPaidOrder({ email: 'disputed@example.com' })
  await sql`insert into disputes ${sql({
    id: randomUUID(),
    order_id: orderId,
    external_id: 'disputed-early',
    kind: 'chargeback',
    status: 'lost',
    currency: 'USD',
    amount_minor: 1200,
  })}`
  await shop.place(orderId)
  const [payment] = await sql`select captured_minor::int as captured,
    charged_back_minor::int as back from payments where id = ${paymentId}`
  expect(payment).toEqual({ captured: 3000, back: 1200 })
})

test('stock is deducted and the receipt lists every amount', async () => {
  const { orderId } = await shop.addPaidOrder({
    email: 'receipt@example.com',
    currency: 'JPY',
    lines: [{ sku: 'SHIRT', quantity: 3, unitPriceMinor: 1200 }],
  })
  await shop.place(orderId)
  const [allocation] = await sql`select * from stock_allocations where order_id = ${orderId}`
  expect(allocation).toMatchObject({ quantity: 3, status: 'shipped' })
  const [shipment] = await sql`select * from shipments where order_id = ${orderId}`
  expect(shipment).toMatchObject({
    status: 'label_bought',
    source: 'pipeline',
    tracking_number: expect.stringMatching(/\w{6,}/),
  })
  const lines = await sql`select quantity from shipment_lines where shipment_id = ${shipment?.id}`
  expect(lines).toEqual([{ quantity: 3 }])
  const [mail] = await shop.mails('receipt@example.com')
  expect(mail?.text).toContain('3 × The SHIRT: ¥3,600')
  expect(mail?.text).toContain('Total: ¥3,600')
  expect(mail?.text).toContain(shipment?.tracking_number)
  expect(mail?.html).toContain('¥3,600')
})

test('a gift card pays first, and the card pays the rest', async () => {
  const orderId = await addOrder(sql)
  await addTender(sql, orderId, { kind: 'gift_card', gateway: 'gift_card', minor: 1000 })
  const reference = await authorizePayment(shop.vendors.url, 'ok', 2000)
  await addTender(sql, orderId, { reference, minor: 2000 })
  await shop.place(orderId)
  expect((await shop.order(orderId)).status).toBe('completed')
  expect(await shop.ledger(reference)).toMatchObject({ captured: 2000 })
})

test('two cards are captured in turn, each once', async () => {
  const orderId = await addOrder(sql)
  const first = await authorizePayment(shop.vendors.url, 'ok', 1800)
  const second = await authorizePayment(shop.vendors.url, 'ok', 1200)
  await addTender(sql, orderId, { reference: first, minor: 1800 })
  await addTender(sql, orderId, { reference: second, minor: 1200 })
  await shop.place(orderId)
  expect((await shop.order(orderId)).status).toBe('completed')
  expect((await shop.ledger(first)).keys).toMatchObject([{ asked: 1, applied: 1 }])
  expect((await shop.ledger(second)).keys).toMatchObject([{ asked: 1, applied: 1 }])
})

test('an order without payment waits for it without an exception', async () => {
  const orderId = await addOrder(sql, { storefrontPaymentStatus: 'pending' })
  const run = await shop.place(orderId)
  expect(run.result).toEqual({ outcome: 'stopped', because: 'waiting' })
  expect(await shop.order(orderId)).toMatchObject({ status: 'waiting' })
  expect(await shop.exceptions(orderId)).toHaveLength(0)
  const reference = await authorizePayment(shop.vendors.url, 'ok', 3000)
  await addTender(sql, orderId, { reference, minor: 3000 })
  const resumed = await shop.resume(orderId)
  expect(resumed.calls[0]).toBe('find-next-step')
  expect(resumed.calls[1]).toBe('capture')
  expect((await shop.order(orderId)).status).toBe('completed')
})

test('an event that names the step continues there without a lookup', async () => {
  const { orderId } = await shop.addPaidOrder()
  const first = shop.start(orderId)
  while (!first.calls.includes('allocate')) await shop.engine.dispatch(first)
  const data = { orderId, requestId: 'test', reason: 'test', step: 'ship' }
  const [run] = shop.engine.accept({ name: 'order/resumed', data })
  if (!run) throw new Error('nothing was started')
  await shop.engine.finish(run)
  expect(run.calls).toEqual(['ship', 'notify', 'sync'])
  expect((await shop.order(orderId)).status).toBe('completed')
})

test('a payment that only the storefront can capture is waited for', async () => {
  const orderId = await addOrder(sql)
  await addTender(sql, orderId, { gateway: 'shopify_payments', reference: 'x', minor: 3000 })
  await shop.place(orderId)
  expect(await shop.steps(orderId)).toContain('capture pending')
  await sql`update orders set storefront_payment_status = 'paid' where id = ${orderId}`
  await shop.resume(orderId)
  expect((await shop.order(orderId)).status).toBe('completed')
})

test('gift cards are not shipped, and a free order needs no payment', async () => {
  const orderId = await addOrder(sql, {
    email: null,
    lines: [{ sku: null, quantity: 1, unitPriceMinor: 0, isGiftCard: true }],
  })
  await shop.place(orderId)
  expect(await shop.steps(orderId)).toEqual([
    'validate done',
    'screen done',
    'capture done',
    'allocate done',
    'ship skipped',
    'notify skipped',
    'sync skipped',
    'complete done',
  ])
})

test('a parcel across a customs border declares code, origin and value', async () => {
  const { orderId } = await shop.addPaidOrder({
    currency: 'EUR',
    lines: [
      { sku: 'SHIRT', quantity: 2, unitPriceMinor: 1500, hsCode: '610910', originCountry: 'PT' },
    ],
    address: {
      address1: 'Unter den Linden 1',
      city: 'Berlin',
      postal_code: '10117',
      country_code: 'DE',
    },
  })
  await shop.place(orderId)
  const [shipment] = await sql`select customs from shipments where order_id = ${orderId}`
  expect(shipment?.customs.items).toMatchObject([
    { hsCode: '610910', originCountry: 'PT', valueMinor: '3000', currency: 'EUR', quantity: 2 },
  ])
})

test('the tracking number is written back to the storefront', async () => {
  const { orderId } = await shop.addPaidOrder()
  await sql`update storefronts set writes_back = true where id = ${shop.storefrontId}`
  const [order] = await sql`select external_id from orders where id = ${orderId}`
  const [line] = await sql`select external_id from order_lines where order_id = ${orderId}`
  await tellSandboxShop(order?.external_id, line?.external_id, 2)
  await shop.place(orderId)
  await sql`update storefronts set writes_back = false where id = ${shop.storefrontId}`
  expect(await shop.steps(orderId)).toContain('sync done')
  const [shipment] = await sql`select external_id from shipments where order_id = ${orderId}`
  expect(shipment?.external_id).toMatch(/^\d+$/)
})

test('a canceled order does not start, and a held order does not continue', async () => {
  const canceled = await addOrder(sql)
  await sql`update orders set status = 'canceled' where id = ${canceled}`
  expect((await shop.place(canceled)).result).toMatchObject({ because: 'canceled' })
  const held = await addOrder(sql)
  await sql`update orders set status = 'on_hold' where id = ${held}`
  expect((await shop.place(held)).result).toMatchObject({ because: 'on_hold' })
  expect((await shop.order(held)).status).toBe('on_hold')
})

test('a storefront that manages stock has nothing reserved here', async () => {
  const shopDomain = 'own-stock.myshopify.com'
  const orderId = await addOrder(sql, { shopDomain, storefrontPaymentStatus: 'paid' })
  await sql`update storefronts set allocates_stock = false where shop_domain = ${shopDomain}`
  await shop.place(orderId)
  expect(await shop.steps(orderId)).toContain('allocate skipped')
  // The storefront has no ship-from address: a configuration error, not an error of the order.
  expect(await shop.exceptions(orderId)).toMatchObject([
    { kind: 'internal_error', stage: 'engineer', step: 'ship' },
  ])
})

test('a repeated allocate step reserves stock once', async () => {
  const productId = await addProduct(sql, shop.storefrontId, { sku: 'HAT', onHand: 10 })
  const { orderId } = await shop.addPaidOrder({
    lines: [{ sku: 'HAT', quantity: 4, unitPriceMinor: 100 }],
    address: { postal_code: '00000' },
  })
  await shop.place(orderId)
  await sql`update order_steps set status = 'pending' where order_id = ${orderId} and step = 'allocate'`
  await sql`update order_steps set status = 'pending' where order_id = ${orderId} and step = 'ship'`
  await shop.resume(orderId)
  const [product] = await sql`select allocated, on_hand from products where id = ${productId}`
  expect(product).toEqual({ allocated: 4, on_hand: 10 })
})

/** The sandbox shop learns of an order from the sandbox storefront. */
async function tellSandboxShop(orderId: string, lineId: string, quantity: number): Promise<void> {
  const response = await fetch(`${shop.vendors.url}/storefront/orders`, {
    method: 'POST',
    body: JSON.stringify({ shop: TEST_SHOP, orderId, lines: [{ lineId, quantity }] }),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
}
