/**
 * The states of a refund or a reshipment.
 * - requested: waits for a second person; its units and amounts are set aside.
 * - pending: reserved; the payment service, or the carrier, has not said the last word yet.
 * - incomplete: one payment took its part back, another refused it. It may be tried again, as may
 *   one that failed. The others are final.
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

/** Nothing came of these: their units and amounts are free again. */
export const VOID_STATUSES = [
  'failed',
  'rejected',
  'expired',
] as const satisfies readonly ResolutionStatus[]
