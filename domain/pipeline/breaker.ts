import type { ExceptionKind } from '../exception/exception-kinds'

/** The vendors with a circuit breaker, and their display names. */
export const BREAKERS = {
  'gateway:stripe': { name: 'Stripe', title: 'The payment service' },
  'carrier:easypost': { name: 'EasyPost', title: 'The carrier' },
} as const

export type BreakerKey = keyof typeof BREAKERS

/** Whether a stored string is a breaker key. */
export function isBreakerKey(word: string): word is BreakerKey {
  return Object.hasOwn(BREAKERS, word)
}

/**
 * - closed: calls are permitted.
 * - open: the vendor is down; work queues.
 * - probing: one call tests whether the vendor has recovered.
 * - draining: the vendor has recovered; the queue drains at a set rate.
 */
export const BREAKER_STATES = ['closed', 'open', 'probing', 'draining'] as const
export type BreakerState = (typeof BREAKER_STATES)[number]

/** Failures of this many different orders are an outage; a single order may be at fault itself. */
export const OPENS_AFTER = 5
/** Fewer while draining, because the vendor was just down. */
export const REOPENS_AFTER = 3

/** Failures further apart than this are unrelated. */
export const STREAK_MS = 10 * 60_000

/** Calls per second while the queue drains. */
export const DRAIN_PER_SECOND = 20

const PROBE_SECONDS = [20, 30, 45, 60, 90, 120]

/** Returns the seconds until the next probe, by the number of failed probes. */
export function probeDelaySeconds(failedProbes: number): number {
  return PROBE_SECONDS[Math.min(failedProbes, PROBE_SECONDS.length - 1)] ?? 120
}

const BY_KIND: Partial<Record<ExceptionKind, BreakerKey>> = {
  gateway_unavailable: 'gateway:stripe',
  payment_unknown: 'gateway:stripe',
  refund_unknown: 'gateway:stripe',
  carrier_unavailable: 'carrier:easypost',
}

/** Returns the breaker of an exception kind; undefined when the vendor did respond. */
export const breakerOfKind = (kind: ExceptionKind): BreakerKey | undefined => BY_KIND[kind]

/** The exception kind of work that waits for each vendor. */
export const WAITING_KIND: Record<BreakerKey, ExceptionKind> = {
  'gateway:stripe': 'gateway_unavailable',
  'carrier:easypost': 'carrier_unavailable',
}

/** A breaker's record of its vendor's failures. */
export type BreakerMemory = {
  state: BreakerState
  /** The orders that failed since the vendor last responded. */
  failedSubjects: string[]
  failingSince: Date | null
  downSince: Date | null
  nextProbeAt: Date | null
  probeUntil: Date | null
  failedProbes: number
}

export type Outage = { subject: string; now: Date; retryScale: number; retryAfterSeconds: number }

/** Returns a breaker's state after another call without a response. */
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
