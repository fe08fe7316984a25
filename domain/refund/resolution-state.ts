/**
 * The states of a refund or reshipment.
 * - requested: awaiting approval by a second user; its units and amounts are reserved.
 * - pending: reserved; the payment provider or the carrier has not reported the final outcome.
 * - incomplete: one payment was refunded, another refund was declined. Can be retried, like `failed`.
 * The other states are final.
 */
export const RESOLUTION_STATUSES = [
  'requested',
  'pending',
  'succeeded',
  'incomplete',
  'failed',
  'rejected',
  'expired',
] as const

export type ResolutionStatus = (typeof RESOLUTION_STATUSES)[number]

/** States without effect: their units and amounts are available again. */
export const VOID_STATUSES = [
  'failed',
  'rejected',
  'expired',
] as const satisfies readonly ResolutionStatus[]
