import type { VendorConnection, VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { type AssignedLines, assignLines, type FulfillmentOrder } from '../payload/assign-lines'
import { callAdmin } from './admin-request'
import {
  CreatedFulfillment,
  FULFILLMENT_CREATE,
  FULFILLMENT_ORDER_LINES,
  FulfillmentOrderLines,
  type OpenLine,
  ORDER_FULFILLMENTS,
  OrderFulfillments,
} from './admin-schema'

export type FulfillmentRequest = {
  /** The storefront's numeric order ID. */
  orderExternalId: string
  /** The shipped lines, by the storefront's numeric line ID. */
  lines: { externalId: string; quantity: number }[]
  trackingNumber: string
  carrier: string
  trackingUrl: string
}

/** Statuses of a fulfillment order whose items can be fulfilled. */
const OPEN_STATUSES = new Set(['OPEN', 'IN_PROGRESS'])

/**
 * Creates a fulfillment in the storefront for a shipped parcel. The Admin API has no idempotency
 * keys, so an existing fulfillment with the same tracking number is returned instead.
 * Refused with `order_missing`, `lines_not_open` if the storefront has fewer unfulfilled items than
 * were shipped, `fulfillment_refused` or the API's own code.
 */
export async function createFulfillment(
  connection: VendorConnection,
  request: FulfillmentRequest,
): Promise<VendorOutcome<{ externalId: string }>> {
  const id = `gid://shopify/Order/${request.orderExternalId}`
  const state = await callAdmin(
    connection,
    { query: ORDER_FULFILLMENTS, variables: { id }, isSafe: true },
    OrderFulfillments,
  )
  if (state.outcome !== 'ok') return state
  const { order } = state.value
  if (!order)
    return {
      outcome: 'refused',
      code: 'order_missing',
      message: 'Order not found in the storefront.',
    }
  const existing = order.fulfillments.find(
    ({ status, trackingInfo }) =>
      status !== 'CANCELLED' && trackingInfo.some((info) => info.number === request.trackingNumber),
  )
  if (existing) return { outcome: 'ok', value: { externalId: numericId(existing.id) } }
  const open = order.fulfillmentOrders.nodes.filter((node) => OPEN_STATUSES.has(node.status))
  const orders = await listFulfillmentOrders(connection, open)
  if (orders.outcome !== 'ok') return orders
  const lines = assignLines(orders.value, request.lines)
  if (lines) return create(connection, request, lines)
  return {
    outcome: 'refused',
    code: 'lines_not_open',
    message: 'The storefront has fewer unfulfilled items than we shipped.',
  }
}

async function listFulfillmentOrders(
  connection: VendorConnection,
  open: { id: string }[],
): Promise<VendorOutcome<FulfillmentOrder[]>> {
  const orders: FulfillmentOrder[] = []
  for (const { id } of open) {
    const lines = await listOpenLines(connection, id)
    if (lines.outcome !== 'ok') return lines
    orders.push({ id, lines: lines.value })
  }
  return { outcome: 'ok', value: orders }
}

async function listOpenLines(
  connection: VendorConnection,
  id: string,
): Promise<VendorOutcome<OpenLine[]>> {
  const lines: OpenLine[] = []
  let after: string | null = null
  for (;;) {
    const page: VendorOutcome<FulfillmentOrderLines> = await callAdmin(
      connection,
      { query: FULFILLMENT_ORDER_LINES, variables: { id, after }, isSafe: true },
      FulfillmentOrderLines,
    )
    if (page.outcome !== 'ok') return page
    const order: FulfillmentOrderLines['fulfillmentOrder'] = page.value.fulfillmentOrder
    lines.push(...(order?.lineItems.nodes ?? []))
    after = order?.lineItems.pageInfo.endCursor ?? null
    if (!order?.lineItems.pageInfo.hasNextPage || !after) return { outcome: 'ok', value: lines }
  }
}

async function create(
  connection: VendorConnection,
  request: FulfillmentRequest,
  lineItemsByFulfillmentOrder: AssignedLines,
): Promise<VendorOutcome<{ externalId: string }>> {
  const { trackingNumber: number, carrier: company, trackingUrl: url } = request
  const trackingInfo = url ? { number, company, url } : { number, company }
  // Aftercart emails the customer, so the storefront must not send a second email.
  const fulfillment = { lineItemsByFulfillmentOrder, trackingInfo, notifyCustomer: false }
  const created = await callAdmin(
    connection,
    { query: FULFILLMENT_CREATE, variables: { fulfillment }, isSafe: false },
    CreatedFulfillment,
  )
  if (created.outcome !== 'ok') return created
  const { fulfillment: accepted, userErrors } = created.value.fulfillmentCreate
  if (accepted) return { outcome: 'ok', value: { externalId: numericId(accepted.id) } }
  return {
    outcome: 'refused',
    code: 'fulfillment_refused',
    message: userErrors.map((error) => error.message).join(' ') || 'The shop gave no reason.',
  }
}

/** Converts `gid://shopify/Fulfillment/123` to `123`, the form that webhooks use. */
function numericId(gid: string): string {
  return gid.slice(gid.lastIndexOf('/') + 1)
}
