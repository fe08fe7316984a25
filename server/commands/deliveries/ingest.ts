import type { DeliveryRow } from '@/db/queries/deliveries'
import type { StorefrontRow } from '@/db/queries/orders'
import type { DeliveryStatus } from '@/server/domain/delivery-status'
import type { WriteScope } from '../write'

/** What became of a delivery; `orderId` where it is about an order that we have. */
export type IngestResult = { status: DeliveryStatus; orderId?: string; reason?: string }

/** A delivery that is being worked, in the one transaction of its write and its group's. */
export type Ingest = { scope: WriteScope; storefront: StorefrontRow; delivery: DeliveryRow }

/**
 * What became of it. waiting: for its order or for a payment; it is tried again when that comes.
 * superseded: something newer says it better; unused: of a topic that nobody uses any more.
 */
export type Verdict = {
  status: 'processed' | 'waiting' | 'superseded' | 'unused'
  reason?: string
  orderId?: string
}

export const processed = (orderId?: string): Verdict =>
  orderId ? { status: 'processed', orderId } : { status: 'processed' }

/** The moment a delivery speaks of, as well as we know it. */
export const momentOf = ({
  triggeredAt,
  receivedAt,
}: Pick<DeliveryRow, 'triggeredAt' | 'receivedAt'>) => triggeredAt ?? receivedAt
