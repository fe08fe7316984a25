import { setTimeout as pause } from 'node:timers/promises'
import { transaction } from '@/db/client'
import { lockOrder } from '@/db/queries/orders/orders'
import {
  type BreakerRow,
  findBreaker,
  listQueuedSteps,
  lockBreaker,
  saveBreaker,
  unqueueStep,
} from '@/db/queries/pipeline/breakers'
import { findOrderStep } from '@/db/queries/pipeline/order-steps'
import { breakerClosed } from '@/domain/events/system-events'
import { type BreakerKey, DRAIN_PER_SECOND } from '@/domain/pipeline/breaker'
import { asStep } from '@/domain/pipeline/pipeline-steps'
import { systemActor } from '@/domain/staff/actor'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { askVendor } from './internal/ask-vendor'

/** Duration of one turn, which the engine stores as one step. */
const TURN_MS = 4000
const POLL_MS = 50
/** How long a released order has to start its call before another is released. */
const PROBE_START_MS = 5000
const SECOND_MS = 1000

/** `isOver`: no further turn is needed. Otherwise the next one may wait `sleepMs`. */
export type ProbeTurn = { isOver: boolean; sleepMs: number; released: number }

const continueAfter = (released = 0, sleepMs = 0): ProbeTurn => ({
  isOver: false,
  sleepMs,
  released,
})

/**
 * Handles an open breaker for one turn of a few seconds: releases one queued order as a probe when
 * it is due, and the rest at a set rate once the vendor responds. All state is in the tables, so it
 * may be called at any time, also after a crash.
 */
export async function probeBreaker(
  key: BreakerKey,
  { requestId, retryScale }: { requestId: string; retryScale: number },
): Promise<ProbeTurn> {
  const context = { actor: systemActor('breaker'), requestId, retryScale }
  const until = Date.now() + TURN_MS
  while (Date.now() < until) {
    const now = new Date()
    const breaker = await transaction(async (tx) => {
      await saveBreaker(tx, key, { probeClaimedAt: now })
      return findBreaker(tx, key)
    })
    const turn = breaker ? await advance(breaker, key, context, now) : over
    if (turn) return turn
    await pause(POLL_MS)
  }
  return continueAfter()
}

type ProbeContext = CommandContext & { retryScale: number }

const over: ProbeTurn = { isOver: true, sleepMs: 0, released: 0 }

/** Returns undefined when there is nothing to do yet. */
async function advance(
  breaker: BreakerRow,
  key: BreakerKey,
  context: ProbeContext,
  now: Date,
): Promise<ProbeTurn | undefined> {
  switch (breaker.state) {
    case 'closed': {
      const left = await releaseQueued(key, DRAIN_PER_SECOND, context)
      return left > 0 ? continueAfter(left) : over
    }
    case 'open':
      return advanceOpen(breaker, key, context, now)
    case 'probing':
      return advanceProbing(breaker, key, now)
    case 'draining':
      return advanceDraining(breaker, key, context, now)
  }
}

async function advanceOpen(
  { nextProbeAt, probeUntil, failedProbes }: BreakerRow,
  key: BreakerKey,
  context: ProbeContext,
  now: Date,
): Promise<ProbeTurn | undefined> {
  const wait = (nextProbeAt?.getTime() ?? 0) - now.getTime()
  if (wait > TURN_MS) return continueAfter(0, wait)
  if (wait > 0) {
    await pause(wait)
    return undefined
  }
  if (probeUntil && probeUntil > now) return undefined
  if (failedProbes > 0 && (await isAlone(key))) {
    await askVendor(key, context)
    return undefined
  }
  const released = await releaseQueued(key, 1, context)
  if (released === 0) return stopIfEmpty(key)
  const startBy = new Date(now.getTime() + PROBE_START_MS)
  await transaction((tx) => saveBreaker(tx, key, { probeUntil: startBy }))
  return continueAfter(released)
}

/** Whether a single order waits: its own failure is then indistinguishable from the vendor's. */
async function isAlone(key: BreakerKey): Promise<boolean> {
  const waiting = await transaction((tx) => listQueuedSteps(tx, key, 2))
  return waiting.length === 1
}

/** Stops when the queue is empty: the next order is the probe and requests a new turn. */
async function stopIfEmpty(key: BreakerKey): Promise<ProbeTurn> {
  const isEmpty = await transaction(async (tx) => {
    await lockBreaker(tx, key)
    const [waiting] = await listQueuedSteps(tx, key, 1)
    if (!waiting) await saveBreaker(tx, key, { probeClaimedAt: null })
    return !waiting
  })
  return isEmpty ? over : continueAfter()
}

async function advanceProbing(
  { probeUntil }: BreakerRow,
  key: BreakerKey,
  now: Date,
): Promise<ProbeTurn | undefined> {
  if (probeUntil && probeUntil > now) return undefined
  const lost = { state: 'open', nextProbeAt: now, probeUntil: null } as const
  await transaction((tx) => saveBreaker(tx, key, lost))
  return undefined
}

async function advanceDraining(
  { releasedAt }: BreakerRow,
  key: BreakerKey,
  context: ProbeContext,
  now: Date,
): Promise<ProbeTurn | undefined> {
  const wait = (releasedAt?.getTime() ?? 0) + SECOND_MS - now.getTime()
  if (wait > 0) {
    await pause(wait)
    return undefined
  }
  const released = await releaseQueued(key, DRAIN_PER_SECOND, context)
  if (released > 0) {
    await transaction((tx) => saveBreaker(tx, key, { releasedAt: new Date() }))
    return continueAfter(released)
  }
  const isClosed = await runInTransaction(context, async (uow) => {
    const { state } = await lockBreaker(uow.tx, key)
    const [waiting] = await listQueuedSteps(uow.tx, key, 1)
    if (state !== 'draining' || waiting) return false
    const closed = { state: 'closed' as const, failingSince: null, downSince: null }
    const clear = { failedSubjects: [], failedProbes: 0, releasedAt: null, probeClaimedAt: null }
    await saveBreaker(uow.tx, key, { ...closed, ...clear })
    uow.record(breakerClosed({ key }))
    return true
  })
  return isClosed ? over : continueAfter()
}

/** Resumes the orders that have waited longest; returns how many. */
async function releaseQueued(
  key: BreakerKey,
  limit: number,
  context: ProbeContext,
): Promise<number> {
  const waiting = await transaction((tx) => listQueuedSteps(tx, key, limit))
  let released = 0
  for (const { orderId, step } of waiting) {
    await runInTransaction(context, async (uow) => {
      await lockOrder(uow.tx, orderId)
      const name = asStep(step)
      const found = name && (await findOrderStep(uow.tx, orderId, name))
      if (found?.queuedFor !== key) return
      if (!(await unqueueStep(uow.tx, { orderId, step }, uow.now))) return
      const data = {
        orderId,
        step,
        requestId: context.requestId,
        reason: 'the vendor has recovered',
      }
      uow.emit({ name: 'order/resumed', data })
      released += 1
    })
  }
  return released
}
