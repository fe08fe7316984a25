import type { SavedCustomer } from '@/db/queries/customers/customers'
import type { OrderRow, StorefrontRow } from '@/db/queries/orders/orders'
import type { WebhookRow } from '@/db/queries/webhooks/webhooks'
import type { OrderId } from '@/domain/ids'
import type { CustomerSnapshot } from '@/domain/order/order-snapshot'
import type { WebhookStatus } from '@/domain/webhook/webhook-status'
import type { UnitOfWork } from '@/server/unit-of-work'

/** The result of ingesting a webhook; `orderId` when it is about a known order. */
export type IngestResult = { status: WebhookStatus; orderId?: OrderId; reason?: string }

/** A webhook being ingested, in the transaction that its group shares. */
export type Ingest = {
  uow: UnitOfWork
  storefront: StorefrontRow
  webhook: WebhookRow
  known: Known
}

/** Rows that a group's webhooks have read, so that later ones need not query them again. */
export type Known = {
  /** The locked order; null: it does not exist. Removed once a webhook may have changed it. */
  order?: OrderRow | null | undefined
  /** The order was just created, so it has no transactions yet. */
  isUnpaid?: boolean
  /** The last customer snapshot and its saved row. */
  customer?: { snapshot: CustomerSnapshot; saved: SavedCustomer }
}

/**
 * How a webhook was applied. waiting: for its order or a payment, and retried when that arrives;
 * superseded: newer data is stored already; unused: the topic is not used.
 */
export type WebhookOutcome = {
  status: 'processed' | 'waiting' | 'superseded' | 'unused'
  reason?: string
  orderId?: OrderId
}

export const processed = (orderId?: OrderId): WebhookOutcome =>
  orderId ? { status: 'processed', orderId } : { status: 'processed' }

/** When the event of a webhook happened, as precisely as known. */
export const occurredAt = ({
  triggeredAt,
  receivedAt,
}: Pick<WebhookRow, 'triggeredAt' | 'receivedAt'>) => triggeredAt ?? receivedAt
