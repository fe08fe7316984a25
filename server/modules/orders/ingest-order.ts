import { insertOrder } from '@/db/queries/orders/order-snapshots'
import type { OrderRow } from '@/db/queries/orders/orders'
import { getWebhook } from '@/db/queries/webhooks/webhooks'
import { orderCanceled, orderPlaced } from '@/domain/events/order-events'
import type { OrderSnapshot } from '@/domain/order/order-snapshot'
import { derivePaymentStatus } from '@/domain/order/order-state'
import { mergePaymentStatus } from '@/domain/order/storefront-facts'
import { type Ingest, occurredAt, processed, type WebhookOutcome } from './ingest'
import { applyNewSnapshot } from './internal/apply-new-snapshot'
import { customerColumns } from './internal/customer-columns'
import { mergeOldSnapshot } from './internal/merge-old-snapshot'
import { partsDigest } from './internal/parts-digest'
import { lockOrder } from './lock-ingest-order'

/**
 * Ingests a snapshot of an order. The newest snapshot by the storefront's clock wins, whatever the
 * order of arrival; of an older one only irreversible facts are kept.
 */
export async function ingestOrder(
  ingest: Ingest,
  snapshot: OrderSnapshot,
): Promise<WebhookOutcome> {
  const order = await lockOrder(ingest, snapshot.externalId)
  if (!order) return placeOrder(ingest, snapshot)
  if (!(await isNewer(ingest, order, snapshot))) return mergeOldSnapshot(ingest, order, snapshot)
  await applyNewSnapshot(ingest, order, snapshot)
  return processed(order.id)
}

async function placeOrder(ingest: Ingest, given: OrderSnapshot): Promise<WebhookOutcome> {
  const { uow, storefront, webhook, known } = ingest
  const { snapshot, columns } = await customerColumns(ingest, given)
  const { canceledAt, cancelReason, paymentStatus, fulfillmentStatus, totals } = snapshot
  const orderId = await insertOrder(uow.tx, storefront.id, snapshot, {
    status: canceledAt ? 'canceled' : 'processing',
    paymentStatus: derivePaymentStatus([], totals.total.minor, paymentStatus),
    ...mergePaymentStatus(undefined, paymentStatus, true),
    fulfillmentStatus,
    canceledAt,
    cancelReason,
    snapshotWebhookId: webhook.id,
    partsDigest: partsDigest(snapshot, columns.searchText),
    ...columns,
  })
  known.isUnpaid = true
  const facts = { topic: webhook.topic, storefront: storefront.name }
  uow.record(orderPlaced({ orderId, ...facts }))
  const { requestId } = uow.context
  if (canceledAt) {
    const reason = cancelReason ? { reason: cancelReason } : {}
    uow.record(orderCanceled({ orderId, ...reason }))
    uow.emit({ name: 'order/canceled', data: { orderId, requestId } })
  } else {
    uow.emit({ name: 'order/placed', data: { orderId, requestId } })
  }
  return processed(orderId)
}

/**
 * Returns whether a snapshot is newer than the stored one: by the storefront's clock, then by the
 * topic's rank, then by the webhook's time. If all are equal, the later arrival wins.
 */
async function isNewer(
  { uow, webhook }: Ingest,
  order: OrderRow,
  snapshot: OrderSnapshot,
): Promise<boolean> {
  const age = snapshot.updatedAt.getTime() - order.storefrontUpdatedAt.getTime()
  if (age !== 0) return age > 0
  if (snapshot.rank !== order.snapshotRank) return snapshot.rank > order.snapshotRank
  const shown = await getWebhook(uow.tx, order.snapshotWebhookId)
  return occurredAt(webhook) >= occurredAt(shown)
}
