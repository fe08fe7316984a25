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
  /** The storefront's numeric id of the order. */
  orderExternalId: string
  /** The storefront's numeric ids of the lines that left. */
  lines: { externalId: string; quantity: number }[]
  trackingNumber: string
  carrier: string
  trackingUrl: string
}

/** States of a fulfillment order in which its items may be fulfilled. */
const OPEN = new Set(['OPEN', 'IN_PROGRESS'])

/**
 * Tells the storefront what left with which tracking number. The Admin API takes no idempotency
 * key: a fulfillment that carries the tracking number already is returned instead of a second one.
 * Refused with `order_missing`, `lines_not_open` when the storefront has less left to fulfill
 * than we sent, `fulfillment_refused` or the API's own code.
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
    return { outcome: 'refused', code: 'order_missing', message: 'The shop has no such order.' }
  const existing = order.fulfillments.find(
    ({ status, trackingInfo }) =>
      status !== 'CANCELLED' && trackingInfo.some((info) => info.number === request.trackingNumber),
  )
  if (existing) return { outcome: 'ok', value: { externalId: numericId(existing.id) } }
  const open = order.fulfillmentOrders.nodes.filter((one) => OPEN.has(one.status))
  const orders = await readLines(connection, open)
  if (orders.outcome !== 'ok') return orders
  const lines = assignLines(orders.value, request.lines)
  if (lines) return create(connection, request, lines)
  return {
    outcome: 'refused',
    code: 'lines_not_open',
    message: 'The storefront has fewer of these items left to fulfill than we sent.',
  }
}

async function readLines(
  connection: VendorConnection,
  open: { id: string }[],
): Promise<VendorOutcome<FulfillmentOrder[]>> {
  const orders: FulfillmentOrder[] = []
  for (const { id } of open) {
    const lines = await readOpenLines(connection, id)
    if (lines.outcome !== 'ok') return lines
    orders.push({ id, lines: lines.value })
  }
  return { outcome: 'ok', value: orders }
}

async function readOpenLines(
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
  // The customer hears from us; the storefront would write a second time.
  const fulfillment = { lineItemsByFulfillmentOrder, trackingInfo, notifyCustomer: false }
  const created = await callAdmin(
    connection,
    { query: FULFILLMENT_CREATE, variables: { fulfillment }, isSafe: false },
    CreatedFulfillment,
  )
  if (created.outcome !== 'ok') return created
  const { fulfillment: made, userErrors } = created.value.fulfillmentCreate
  if (made) return { outcome: 'ok', value: { externalId: numericId(made.id) } }
  return {
    outcome: 'refused',
    code: 'fulfillment_refused',
    message: userErrors.map((error) => error.message).join(' ') || 'The shop gave no reason.',
  }
}

/** `gid://shopify/Fulfillment/123` -> `123`, as webhooks name it. */
function numericId(gid: string): string {
  return gid.slice(gid.lastIndexOf('/') + 1)
}
