import type { ResolutionRow, ResolutionTenderRow } from '@/db/queries/money/resolutions'
import type { OrderRow } from '@/db/queries/orders/orders'

/** Which refund is carried out, for whom it logs, and how much faster retries come in tests. */
export type RefundRun = {
  resolutionId: string
  orderId: string
  requestId: string
  retryScale: number
}

export type RefundVerdict =
  | { outcome: 'settled'; status: ResolutionRow['status'] }
  /** Nothing more happens by itself: the bank takes its time, or a person has to look. */
  | { outcome: 'stopped'; because: string }
  | { outcome: 'again'; afterSeconds: number; message: string }

/** A part of a refund that waits for the gateway, read under the lock on the order. */
export type RefundWork = {
  order: OrderRow
  resolution: ResolutionRow
  part: ResolutionTenderRow
  transactionKey: string
}
