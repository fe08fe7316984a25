import { changeLineUnits } from '@/db/queries/orders/order-line-units'
import { isRepeatOfProcessed } from '@/db/queries/webhooks/webhooks'
import { orderEdited } from '@/domain/events/order-events'
import type { OrderEditFact } from '@/domain/order/storefront-facts'
import { type Ingest, processed, type WebhookOutcome } from './ingest'
import { reportLateChange } from './internal/report-late-change'
import { lockOrder } from './lock-ingest-order'
import { refreshFulfillmentStatus } from './refresh-fulfillment-status'

/**
 * Applies an order edit to the lines' current quantities. The storefront also sends the edited
 * order; whichever arrives first, each unit counts once. New lines arrive with the order.
 */
export async function ingestOrderEdit(
  ingest: Ingest,
  edit: OrderEditFact,
): Promise<WebhookOutcome> {
  const { uow, storefront, webhook } = ingest
  const order = await lockOrder(ingest, edit.orderExternalId)
  if (!order) return { status: 'waiting', reason: 'Waiting for its order.' }
  const orderId = order.id
  if (edit.committedAt <= order.storefrontUpdatedAt)
    return { status: 'superseded', reason: 'The order already includes this edit.', orderId }
  const isRepeat = await isRepeatOfProcessed(uow.tx, webhook, storefront.id, edit.orderExternalId)
  if (isRepeat) return { status: 'superseded', reason: 'This edit was already applied.', orderId }
  await changeLineUnits(uow.tx, orderId, edit.deltas)
  const added = edit.deltas.reduce((sum, { units }) => sum + Math.max(units, 0), 0)
  const removed = edit.deltas.reduce((sum, { units }) => sum + Math.max(-units, 0), 0)
  uow.record(orderEdited({ orderId, added, removed }))
  await refreshFulfillmentStatus(uow, order, order.fulfillmentStatus)
  const changes = [`its lines (${added} units added, ${removed} removed)`]
  await reportLateChange(uow, order, added + removed > 0 ? changes : [])
  return processed(orderId)
}
