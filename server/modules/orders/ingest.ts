import type { SavedCustomer } from '@/db/queries/customers/customers'
import type { OrderRow, StorefrontRow } from '@/db/queries/orders/orders'
import type { WebhookRow } from '@/db/queries/webhooks/webhooks'
import type { OrderId } from '@/domain/ids'
import type { CustomerSnapshot } from '@/domain/order/order-snapshot'
import type { WebhookStatus } from '@/domain/webhook/webhook-status'
import type { UnitOfWork } from '@/server/unit-of-work'

/** What became of a webhook; `orderId` where it is about an order that we have. */
export type IngestResult = { status: WebhookStatus; orderId?: OrderId; reason?: string }

/** A webhook that is being worked, in the one transaction of its write and its group's. */
export type Ingest = {
  uow: UnitOfWork
  storefront: StorefrontRow
  webhook: WebhookRow
  known: Known
}

/** What a group's webhooks learn of their order and hand on, so that it is not asked again. */
export type Known = {
  /** Its row, locked; null: there is none. Gone once a webhook has it, who may change it. */
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
  orderId?: OrderId
}

export const processed = (orderId?: OrderId): Verdict =>
  orderId ? { status: 'processed', orderId } : { status: 'processed' }

/** The moment a webhook speaks of, as well as we know it. */
export const momentOf = ({
  triggeredAt,
  receivedAt,
}: Pick<WebhookRow, 'triggeredAt' | 'receivedAt'>) => triggeredAt ?? receivedAt
