import type { SavedCustomer } from '@/db/queries/customers/customers'
import type { OrderRow, StorefrontRow } from '@/db/queries/orders/orders'
import type { DeliveryRow } from '@/db/queries/webhooks/webhooks'
import type { CustomerSnapshot } from '@/domain/order/order-snapshot'
import type { DeliveryStatus } from '@/domain/webhook/webhook-status'
import type { UnitOfWork } from '@/server/unit-of-work'

/** What became of a delivery; `orderId` where it is about an order that we have. */
export type IngestResult = { status: DeliveryStatus; orderId?: string; reason?: string }

/** A delivery that is being worked, in the one transaction of its write and its group's. */
export type Ingest = {
  uow: UnitOfWork
  storefront: StorefrontRow
  delivery: DeliveryRow
  known: Known
}

/** What a group's deliveries learn of their order and hand on, so that it is not asked again. */
export type Known = {
  /** Its row, locked; null: there is none. Gone once a delivery has it, who may change it. */
  order?: OrderRow | null | undefined
  /** It was placed just now, and no transaction of it is stored yet. */
  isUnpaid?: boolean
  /** What was said of its customer last, and where that stands. */
  customer?: { said: CustomerSnapshot; saved: SavedCustomer }
}

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
