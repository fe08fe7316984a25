import { saveResolution } from '@/db/queries/money/resolutions'
import { listTransactionStatuses } from '@/db/queries/money/storefront-payments'
import {
  listPendingStorefrontRefunds,
  type PendingRefund,
} from '@/db/queries/money/storefront-refunds'
import type { OrderRow } from '@/db/queries/orders/orders'
import { listProcessedWebhooks } from '@/db/queries/webhooks/webhooks'
import type { RefundFact } from '@/domain/order/storefront-facts'
import { mapRefund } from '@/server/adapters/shopify/payload/map-refund'
import { readWebhook } from '@/server/adapters/shopify/read-webhook'
import { type Ingest, occurredAt } from '@/server/modules/orders/ingest'
import type { UnitOfWork } from '@/server/unit-of-work'
import { refundOutcome } from './refund-outcome'

/** Updates the order's pending storefront refunds from their transactions. */
export async function settleStorefrontRefunds(
  { uow, storefront }: Ingest,
  order: OrderRow,
): Promise<void> {
  const pending = await listPendingStorefrontRefunds(uow.tx, order.id)
  if (pending.length === 0) return
  const webhooks = await listProcessedWebhooks(
    uow.tx,
    storefront.id,
    order.externalId,
    'refunds/create',
  )
  for (const webhook of webhooks) {
    const content = readWebhook('refunds/create', webhook.body)
    if (content?.subject !== 'refund') continue
    const refund = mapRefund(content.payload, order, { at: occurredAt(webhook) })
    await settleStorefrontRefund(uow, order, pending, refund)
  }
}

/** Updates one pending storefront refund from the stored state of its transactions. */
export async function settleStorefrontRefund(
  uow: UnitOfWork,
  order: OrderRow,
  pending: readonly PendingRefund[],
  refund: RefundFact,
): Promise<void> {
  const resolution = pending.find(({ externalId }) => externalId === refund.externalId)
  if (!resolution) return
  const ids = refund.transactions.map(({ externalId }) => externalId)
  const statuses = await listTransactionStatuses(uow.tx, order.id, ids)
  const transactions = refund.transactions.map((transaction) => ({
    ...transaction,
    status: statuses.get(transaction.externalId) ?? transaction.status,
  }))
  const outcome = refundOutcome(order, { ...refund, transactions })
  if (outcome.status === 'pending') return
  await saveResolution(uow.tx, resolution.id, { ...outcome, settledAt: uow.now })
}
