import type { ExceptionKind } from '../exception/exception-kinds'

/** The vendors whose calls stop while they are down, and how staff call them. */
export const BREAKERS = {
  'gateway:stripe': { name: 'Stripe', title: 'The payment service' },
  'carrier:easypost': { name: 'EasyPost', title: 'The carrier' },
} as const

export type BreakerKey = keyof typeof BREAKERS

/** Whether a stored word is a breaker of this table. */
export function isBreakerKey(word: string): word is BreakerKey {
  return Object.hasOwn(BREAKERS, word)
}

/**
 * - closed: calls go through.
 * - open: the vendor is down; what needs it waits in a queue.
 * - probing: one call is on its way to find out whether it is back.
 * - draining: it is back, and the queue leaves at a set pace.
 */
export const BREAKER_STATES = ['closed', 'open', 'probing', 'draining'] as const
export type BreakerState = (typeof BREAKER_STATES)[number]

/** One order that always fails is that order's trouble: so many different ones are an outage. */
export const OPENS_AFTER = 5
/** While the queue drains fewer are enough: it was down a moment ago. */
export const REOPENS_AFTER = 3

/** Failures that lie further apart than this have nothing to do with each other. */
export const STREAK_MS = 10 * 60_000

/** Calls in a second while the queue drains. */
export const DRAIN_PER_SECOND = 20

const PROBE_SECONDS = [20, 30, 45, 60, 90, 120]

/** Seconds until the next probe after so many that failed. */
export function probeDelaySeconds(failedProbes: number): number {
  return PROBE_SECONDS[Math.min(failedProbes, PROBE_SECONDS.length - 1)] ?? 120
}

const BY_KIND: Partial<Record<ExceptionKind, BreakerKey>> = {
  gateway_unavailable: 'gateway:stripe',
  payment_unknown: 'gateway:stripe',
  refund_unknown: 'gateway:stripe',
  carrier_unavailable: 'carrier:easypost',
}

/** The breaker that a failure of this kind counts for; undefined when the vendor did answer. */
export const breakerOfKind = (kind: ExceptionKind): BreakerKey | undefined => BY_KIND[kind]

/** How the inbox files what waits for a vendor. */
export const WAITING_KIND: Record<BreakerKey, ExceptionKind> = {
  'gateway:stripe': 'gateway_unavailable',
  'carrier:easypost': 'carrier_unavailable',
}

/** What a breaker remembers of its vendor's failures. */
export type BreakerMemory = {
  state: BreakerState
  /** The orders that failed since the vendor last answered. */
  failedSubjects: string[]
  failingSince: Date | null
  downSince: Date | null
  nextProbeAt: Date | null
  probeUntil: Date | null
  failedProbes: number
}

export type Outage = { subject: string; now: Date; retryScale: number; retryAfterSeconds: number }

/** What a breaker remembers after one more call that brought no answer. */
export function afterOutage<M extends BreakerMemory>(memory: M, outage: Outage): M {
  const { state } = memory
  if (state === 'open') return memory
  if (state === 'probing') {
    const failedProbes = memory.failedProbes + 1
    return { ...memory, ...open(outage, failedProbes), failedProbes }
  }
  const since = memory.failingSince
  const isStreak = since !== null && outage.now.getTime() - since.getTime() < STREAK_MS
  const failedSubjects = [
    ...new Set([...(isStreak ? memory.failedSubjects : []), outage.subject]),
  ].slice(-OPENS_AFTER)
  const failingSince = isStreak ? since : outage.now
  const noted = { ...memory, failedSubjects, failingSince }
  if (failedSubjects.length < (state === 'draining' ? REOPENS_AFTER : OPENS_AFTER)) return noted
  return { ...noted, ...open(outage, 0), downSince: failingSince, failedProbes: 0 }
}

function open({ now, retryScale, retryAfterSeconds }: Outage, failedProbes: number) {
  const waitMs = Math.max(
    probeDelaySeconds(failedProbes) * retryScale * 1000,
    retryAfterSeconds * 1000,
  )
  return {
    state: 'open' as const,
    nextProbeAt: new Date(now.getTime() + waitMs),
    probeUntil: null,
  }
}

/** A process that probes a breaker renews its claim at least this often, in milliseconds. */
export const PROBE_CLAIM_MS = 30_000
