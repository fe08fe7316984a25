import { listOrderAddresses, listOrderLines } from '@/db/queries/orders/order-parts'
import { clearOrderParts, saveOrderParts } from '@/db/queries/orders/order-snapshot-parts'
import { updateOrder } from '@/db/queries/orders/order-snapshots'
import type { OrderRow } from '@/db/queries/orders/orders'
import { orderUpdated } from '@/domain/events/order-events'
import { contentOf, describeChanges, type OrderContent } from '@/domain/order/order-changes'
import type { OrderSnapshot } from '@/domain/order/order-snapshot'
import { mergePaymentStatus } from '@/domain/order/storefront-facts'
import { resumeUnblockedSteps } from '@/server/modules/steps/resume-unblocked-steps'
import type { Ingest } from '../ingest'
import { refreshFulfillmentStatus } from '../refresh-fulfillment-status'
import { refreshPaymentStatus } from '../refresh-payment-status'
import { refreshSearchText } from '../refresh-search-text'
import { applyEditsSince } from './apply-edits'
import { cancelFromStorefront } from './cancel-from-storefront'
import { customerColumns } from './customer-columns'
import { partsDigest } from './parts-digest'
import { reportLateChange, reportTotalAfterCapture } from './report-late-change'

/**
 * Updates an order to a newer snapshot and handles the consequences: cancellation, late changes,
 * unblocked steps. Most snapshots change no lines, taxes or addresses: those rows are then kept.
 */
export async function applyNewSnapshot(
  ingest: Ingest,
  order: OrderRow,
  given: OrderSnapshot,
): Promise<void> {
  const { uow, webhook } = ingest
  const { snapshot, columns } = await customerColumns(ingest, given)
  const digest = partsDigest(snapshot, columns.searchText)
  const hasSameParts = digest === order.partsDigest
  const after = contentOf(snapshot)
  const { currency, totalMinor, searchText, shippingCountry } = order
  const before = hasSameParts
    ? { ...after, currency, totalMinor }
    : await loadContent(ingest, order)
  const paymentStatuses = mergePaymentStatus(order, snapshot.paymentStatus, true)
  await updateOrder(uow.tx, order.id, snapshot, {
    paymentStatus: order.paymentStatus,
    fulfillmentStatus: order.fulfillmentStatus,
    ...paymentStatuses,
    snapshotWebhookId: webhook.id,
    partsDigest: digest,
    ...columns,
    ...(hasSameParts ? { searchText, shippingCountry } : {}),
  })
  if (!hasSameParts) {
    await clearOrderParts(uow.tx, order.id)
    await saveOrderParts(uow.tx, order.id, snapshot)
    // The snapshot lacks the address that staff edited.
    if (!before.shippingAddress) await refreshSearchText(uow, { ...order, ...snapshot })
    await applyEditsSince(ingest, order.id, snapshot)
  }
  await refreshPaymentStatus(uow, {
    ...order,
    totalMinor: snapshot.totals.total.minor,
    ...paymentStatuses,
  })
  await refreshFulfillmentStatus(uow, order, snapshot.fulfillmentStatus)
  const changes = describeChanges(before, after)
  uow.record(orderUpdated({ orderId: order.id, topic: webhook.topic, changes }))
  const { canceledAt, cancelReason } = snapshot
  if (canceledAt) await cancelFromStorefront(uow, order, { at: canceledAt, reason: cancelReason })
  else {
    await reportLateChange(uow, order, changes)
    await reportTotalAfterCapture(uow, order, after.totalMinor)
    const isPaymentChange =
      paymentStatuses.storefrontPaymentStatus !== order.storefrontPaymentStatus
    const isAwake = isPaymentChange && (await resumeUnblockedSteps(uow, order, 'payment'))
    if (!isAwake && changes.length > 0) await resumeUnblockedSteps(uow, order, 'order')
  }
}

/** Returns the stored content, without an address that staff edited. */
async function loadContent({ uow }: Ingest, order: OrderRow): Promise<OrderContent> {
  const lines = await listOrderLines(uow.tx, order.id)
  const addresses = await listOrderAddresses(uow.tx, order.id)
  const shipping = addresses.find(({ kind, editedAt }) => kind === 'shipping' && !editedAt)
  return {
    currency: order.currency,
    totalMinor: order.totalMinor,
    shippingAddress: shipping ?? null,
    lines,
  }
}
