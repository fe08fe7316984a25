import { digitString } from '../vendor-id'
import { type Fulfillment, orderKey, remainingQuantity, type ShopState } from './state'

/** The fields of Shopify's `FulfillmentInput` that Aftercart sends. */
export type FulfillmentInput = {
  lineItemsByFulfillmentOrder: {
    fulfillmentOrderId: string
    fulfillmentOrderLineItems?: { id: string; quantity: number }[]
  }[]
  trackingInfo?: { number?: string; company?: string; url?: string }
}

/** `fulfillmentCreate`. Accepts open lines only; like Shopify, it is not idempotent. */
export function createFulfillment(state: ShopState, shop: string, input: FulfillmentInput) {
  const [part] = input.lineItemsByFulfillmentOrder
  const orderId = part?.fulfillmentOrderId.replace(/^.*\//, '') ?? ''
  const order = state.orders.get(orderKey(shop, orderId))
  if (!part || !order) return refused('Fulfillment order does not exist.')
  const requested = part.fulfillmentOrderLineItems?.map(({ id, quantity }) => ({
    lineId: id.replace(/^.*\//, ''),
    quantity,
  }))
  const lines =
    requested ??
    order.lines.map(({ lineId }) => ({ lineId, quantity: remainingQuantity(state, order, lineId) }))
  const exceedsRemaining = lines.some(
    ({ lineId, quantity }) => quantity < 1 || quantity > remainingQuantity(state, order, lineId),
  )
  if (lines.length === 0 || exceedsRemaining)
    return refused('Invalid fulfillment order line item quantity requested.')
  const fulfillment: Fulfillment = {
    id: digitString(13),
    shop,
    orderId,
    lines,
    trackingNumber: input.trackingInfo?.number ?? null,
    trackingCompany: input.trackingInfo?.company ?? null,
    trackingUrl: input.trackingInfo?.url ?? null,
    createdAt: new Date().toISOString(),
  }
  state.append([{ type: 'fulfilled', fulfillment }])
  return { fulfillment: { id: `gid://shopify/Fulfillment/${fulfillment.id}` }, userErrors: [] }
}

function refused(message: string) {
  return { fulfillment: null, userErrors: [{ field: ['fulfillment'], message }] }
}
