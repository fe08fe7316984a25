/**
 * The states of a refund or a reshipment, and where each may go.
 * - requested: waits for a second person; its units and amounts are set aside.
 * - pending: reserved; the payment service, or the carrier, has not said the last word yet.
 * - incomplete: one payment took its part back, another refused it.
 */
const RESOLUTION_MACHINE = {
  requested: ['pending', 'succeeded', 'rejected', 'expired'],
  pending: ['succeeded', 'incomplete', 'failed'],
  incomplete: ['pending', 'succeeded'],
  failed: ['pending', 'succeeded'],
  succeeded: [],
  rejected: [],
  expired: [],
} as const satisfies Record<string, readonly string[]>

export type ResolutionStatus = keyof typeof RESOLUTION_MACHINE

export const RESOLUTION_STATUSES = Object.keys(RESOLUTION_MACHINE) as [
  ResolutionStatus,
  ...ResolutionStatus[],
]

/** Whether a resolution in one state may come into another. */
export function canResolutionMove(from: ResolutionStatus, to: ResolutionStatus): boolean {
  return (RESOLUTION_MACHINE[from] as readonly ResolutionStatus[]).includes(to)
}

/** Nothing came of these: their units and amounts are free again. */
export const VOID_STATUSES = [
  'failed',
  'rejected',
  'expired',
] as const satisfies readonly ResolutionStatus[]
