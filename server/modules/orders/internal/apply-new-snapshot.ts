import { listOrderAddresses, listOrderLines } from '@/db/queries/orders/order-parts'
import { clearOrderParts, saveOrderParts } from '@/db/queries/orders/order-snapshot-parts'
import { updateOrder } from '@/db/queries/orders/order-snapshots'
import type { OrderRow } from '@/db/queries/orders/orders'
import { orderUpdated } from '@/domain/events/order-events'
import { contentOf, describeChanges, type OrderContent } from '@/domain/order/order-changes'
import type { OrderSnapshot } from '@/domain/order/order-snapshot'
import { mergePaymentWord } from '@/domain/order/storefront-facts'
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
 * Lets a known order show a newer snapshot, and tells of what that means for its way. Most say
 * nothing new of what is in the order: then its lines, taxes and addresses stay as they are.
 */
export async function applyNewSnapshot(
  ingest: Ingest,
  order: OrderRow,
  given: OrderSnapshot,
): Promise<void> {
  const { uow, webhook } = ingest
  const { snapshot, columns } = await customerColumns(ingest, given)
  const digest = partsDigest(snapshot, columns.searchText)
  const isSameInside = digest === order.partsDigest
  const after = contentOf(snapshot)
  const { currency, totalMinor, searchText, shippingCountry } = order
  const before = isSameInside ? { ...after, currency, totalMinor } : await contentNow(ingest, order)
  const words = mergePaymentWord(order, snapshot.paymentStatus, true)
  await updateOrder(uow.tx, order.id, snapshot, {
    paymentStatus: order.paymentStatus,
    fulfillmentStatus: order.fulfillmentStatus,
    ...words,
    snapshotWebhookId: webhook.id,
    partsDigest: digest,
    ...columns,
    ...(isSameInside ? { searchText, shippingCountry } : {}),
  })
  if (!isSameInside) {
    await clearOrderParts(uow.tx, order.id)
    await saveOrderParts(uow.tx, order.id, snapshot)
    // The snapshot does not know the address that a person corrected.
    if (!before.shippingAddress) await refreshSearchText(uow, { ...order, ...snapshot })
    await applyEditsSince(ingest, order.id, snapshot)
  }
  await refreshPaymentStatus(uow, {
    ...order,
    totalMinor: snapshot.totals.total.minor,
    ...words,
  })
  await refreshFulfillmentStatus(uow, order, snapshot.fulfillmentStatus)
  const changes = describeChanges(before, after)
  uow.record(orderUpdated({ orderId: order.id, topic: webhook.topic, changes }))
  const { canceledAt, cancelReason } = snapshot
  if (canceledAt) await cancelFromStorefront(uow, order, { at: canceledAt, reason: cancelReason })
  else {
    await reportLateChange(uow, order, changes)
    await reportTotalAfterCapture(uow, order, after.totalMinor)
    const isPaymentNews = words.storefrontPaymentStatus !== order.storefrontPaymentStatus
    const isAwake = isPaymentNews && (await resumeUnblockedSteps(uow, order, 'payment'))
    if (!isAwake && changes.length > 0) await resumeUnblockedSteps(uow, order, 'order')
  }
}

/** The order as it is shown now. An address that a person corrected is no longer compared. */
async function contentNow({ uow }: Ingest, order: OrderRow): Promise<OrderContent> {
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
