import { changeLineUnits } from '@/db/queries/orders/order-line-units'
import { listProcessedWebhooks } from '@/db/queries/webhooks/webhooks'
import type { OrderId } from '@/domain/ids'
import type { OrderSnapshot } from '@/domain/order/order-snapshot'
import { mapOrderEdit } from '@/server/adapters/shopify/payload/order-edit'
import { readWebhook } from '@/server/adapters/shopify/read-webhook'
import { type Ingest, occurredAt } from '../ingest'

/** Reapplies edits that are newer than the snapshot, which overwrote their quantities. */
export async function applyEditsSince(
  { uow, storefront }: Ingest,
  orderId: OrderId,
  snapshot: OrderSnapshot,
): Promise<void> {
  const webhooks = await listProcessedWebhooks(
    uow.tx,
    storefront.id,
    snapshot.externalId,
    'orders/edited',
  )
  for (const webhook of webhooks) {
    const content = readWebhook('orders/edited', webhook.body)
    if (content?.subject !== 'order-edit') continue
    const edit = mapOrderEdit(content.payload, { at: occurredAt(webhook) })
    if (edit.committedAt > snapshot.updatedAt) await changeLineUnits(uow.tx, orderId, edit.deltas)
  }
}
