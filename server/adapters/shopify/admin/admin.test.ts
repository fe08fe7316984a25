import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { VendorConnection } from '@/domain/pipeline/vendor-outcome'
import { startBrokenVendor, startTestSandbox, type TestSandbox } from '@/test/support/sandbox'
import { assignLines } from '../payload/assign-lines'
import { createFulfillment, type FulfillmentRequest } from './admin'

const SHOP = 'sandbox.aftercart.test'
let sandbox: TestSandbox
beforeAll(async () => {
  sandbox = await startTestSandbox()
})
afterAll(() => sandbox.stop())

const shop = (): VendorConnection => ({
  baseUrl: `${sandbox.url}/shopify/${SHOP}`,
  apiKey: 'shpat_sandbox',
})

async function placeOrder(orderId: string): Promise<void> {
  const lines = [
    { lineId: `${orderId}1`, quantity: 2 },
    { lineId: `${orderId}2`, quantity: 1 },
  ]
  await fetch(`${sandbox.url}/storefront/orders`, {
    method: 'POST',
    body: JSON.stringify({ shop: SHOP, orderId, lines }),
  })
}

const shipped = (
  orderId: string,
  change: Partial<FulfillmentRequest> = {},
): FulfillmentRequest => ({
  orderExternalId: orderId,
  lines: [
    { externalId: `${orderId}1`, quantity: 2 },
    { externalId: `${orderId}2`, quantity: 1 },
  ],
  trackingNumber: `94${orderId}`,
  carrier: 'USPS',
  trackingUrl: 'https://example.com/track',
  ...change,
})

async function fulfillmentsOf(orderId: string): Promise<unknown[]> {
  const fulfillments = await (await fetch(`${sandbox.url}/storefront/fulfillments`)).json()
  return fulfillments.filter((entry: { orderId: string }) => entry.orderId === orderId)
}

describe('createFulfillment', () => {
  test('creates one fulfillment, however often it is repeated', async () => {
    await placeOrder('7001')
    const first = await createFulfillment(shop(), shipped('7001'))
    expect(first).toMatchObject({
      outcome: 'ok',
      value: { externalId: expect.stringMatching(/^\d+$/) },
    })
    sandbox = await sandbox.restart()
    expect(await createFulfillment(shop(), shipped('7001'))).toEqual(first)
    expect(await fulfillmentsOf('7001')).toMatchObject([
      { trackingNumber: '947001', trackingCompany: 'USPS', lines: [{ quantity: 2 }, {}] },
    ])
  })

  test('fulfills parcel by parcel, never more than the remaining quantity', async () => {
    await placeOrder('7002')
    const oneUnit = { lines: [{ externalId: '70021', quantity: 1 }] }
    expect(await createFulfillment(shop(), shipped('7002', oneUnit))).toMatchObject({
      outcome: 'ok',
    })
    expect(
      await createFulfillment(shop(), shipped('7002', { trackingNumber: 'another' })),
    ).toMatchObject({ outcome: 'refused', code: 'lines_not_open' })
    const rest = { ...oneUnit, trackingNumber: 'another' }
    expect(await createFulfillment(shop(), shipped('7002', rest))).toMatchObject({ outcome: 'ok' })
    expect(await fulfillmentsOf('7002')).toHaveLength(2)
  })

  test('refuses an unknown order', async () => {
    expect(await createFulfillment(shop(), shipped('1'))).toMatchObject({
      outcome: 'refused',
      code: 'order_missing',
    })
  })
})

describe('error responses', () => {
  async function fulfillWithResponse(body: unknown, status = 200) {
    const vendor = await startBrokenVendor((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
    try {
      return await createFulfillment({ baseUrl: vendor.url, apiKey: 'x' }, shipped('1'))
    } finally {
      await vendor.stop()
    }
  }
  const error = (code: string) => ({ errors: [{ message: 'No', extensions: { code } }] })

  test('throttling and a missing permission are unavailable', async () => {
    expect(await fulfillWithResponse(error('THROTTLED'))).toMatchObject({ outcome: 'unavailable' })
    expect(await fulfillWithResponse(error('ACCESS_DENIED'))).toMatchObject({
      outcome: 'unavailable',
    })
    expect(await fulfillWithResponse({ errors: 'Invalid API key' }, 401)).toMatchObject({
      outcome: 'unavailable',
    })
  })

  test('an invalid query is refused', async () => {
    expect(await fulfillWithResponse({ errors: [{ message: 'Field x does not exist' }] })).toEqual({
      outcome: 'refused',
      code: 'graphql_error',
      message: 'Field x does not exist',
    })
    expect(await fulfillWithResponse({ errors: 'Payment Required' }, 402)).toMatchObject({
      outcome: 'refused',
      code: 'http_402',
    })
    expect(await fulfillWithResponse({ data: { order: 7 } })).toMatchObject({
      outcome: 'unavailable',
    })
  })
})

describe('assignLines', () => {
  const line = (id: string, remainingQuantity: number) => ({
    id: `item-${id}`,
    remainingQuantity,
    lineItem: { id: `gid://shopify/LineItem/${id}` },
  })

  test('takes a line from both fulfillment orders that contain it', () => {
    const orders = [
      { id: 'first', lines: [line('1', 2), line('2', 1)] },
      { id: 'second', lines: [line('1', 5)] },
    ]
    expect(assignLines(orders, [{ externalId: '1', quantity: 3 }])).toEqual([
      { fulfillmentOrderId: 'first', fulfillmentOrderLineItems: [{ id: 'item-1', quantity: 2 }] },
      { fulfillmentOrderId: 'second', fulfillmentOrderLineItems: [{ id: 'item-1', quantity: 1 }] },
    ])
    expect(assignLines(orders, [{ externalId: '1', quantity: 8 }])).toBeUndefined()
    const repeatedLines = Array.from({ length: 2 }, () => ({ externalId: '1', quantity: 4 }))
    expect(assignLines(orders, repeatedLines)).toBeUndefined()
  })
})
