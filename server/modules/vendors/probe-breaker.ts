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

/** A turn works for so long; then the engine hears of it. */
const TURN_MS = 4000
const POLL_MS = 50
/** How long an order that was let out has to reach its call, before another is let out. */
const PROBE_START_MS = 5000
const SECOND_MS = 1000

/** `isOver`: nobody need tend it any more. Otherwise the next turn may wait `sleepMs`. */
export type TendedBreaker = { isOver: boolean; sleepMs: number; released: number }

const again = (released = 0, sleepMs = 0): TendedBreaker => ({ isOver: false, sleepMs, released })

/**
 * Sees to a vendor that is down for some seconds: lets one order out of the queue when a probe is
 * due, and the rest at a set pace once the vendor answers. All state is in the tables: it may be
 * called at any moment, again after a crash too.
 */
export async function probeBreaker(
  key: BreakerKey,
  { requestId, retryScale }: { requestId: string; retryScale: number },
): Promise<TendedBreaker> {
  const context = { actor: systemActor('breaker'), requestId, retryScale }
  const until = Date.now() + TURN_MS
  while (Date.now() < until) {
    const now = new Date()
    const breaker = await transaction(async (tx) => {
      await saveBreaker(tx, key, { tendedAt: now })
      return findBreaker(tx, key)
    })
    const turn = breaker ? await look(breaker, key, context, now) : over
    if (turn) return turn
    await pause(POLL_MS)
  }
  return again()
}

type TendingContext = CommandContext & { retryScale: number }

const over: TendedBreaker = { isOver: true, sleepMs: 0, released: 0 }

/** Undefined: nothing to do yet. */
async function look(
  breaker: BreakerRow,
  key: BreakerKey,
  context: TendingContext,
  now: Date,
): Promise<TendedBreaker | undefined> {
  switch (breaker.state) {
    case 'closed': {
      const left = await letOut(key, DRAIN_PER_SECOND, context)
      return left > 0 ? again(left) : over
    }
    case 'open':
      return lookOpen(breaker, key, context, now)
    case 'probing':
      return lookProbing(breaker, key, now)
    case 'draining':
      return lookDraining(breaker, key, context, now)
  }
}

async function lookOpen(
  { nextProbeAt, probeUntil, failedProbes }: BreakerRow,
  key: BreakerKey,
  context: TendingContext,
  now: Date,
): Promise<TendedBreaker | undefined> {
  const wait = (nextProbeAt?.getTime() ?? 0) - now.getTime()
  if (wait > TURN_MS) return again(0, wait)
  if (wait > 0) {
    await pause(wait)
    return undefined
  }
  if (probeUntil && probeUntil > now) return undefined
  if (failedProbes > 0 && (await isAlone(key))) {
    await askVendor(key, context)
    return undefined
  }
  const released = await letOut(key, 1, context)
  if (released === 0) return leave(key)
  const startBy = new Date(now.getTime() + PROBE_START_MS)
  await transaction((tx) => saveBreaker(tx, key, { probeUntil: startBy }))
  return again(released)
}

/** Whether a single order waits: it alone cannot tell its own trouble from the vendor's. */
async function isAlone(key: BreakerKey): Promise<boolean> {
  const waiting = await transaction((tx) => listQueuedSteps(tx, key, 2))
  return waiting.length === 1
}

/** Nobody waits: the next order that comes is the probe, and calls for somebody to tend it. */
async function leave(key: BreakerKey): Promise<TendedBreaker> {
  const isLeft = await transaction(async (tx) => {
    await lockBreaker(tx, key)
    const [waiting] = await listQueuedSteps(tx, key, 1)
    if (!waiting) await saveBreaker(tx, key, { tendedAt: null })
    return !waiting
  })
  return isLeft ? over : again()
}

async function lookProbing(
  { probeUntil }: BreakerRow,
  key: BreakerKey,
  now: Date,
): Promise<TendedBreaker | undefined> {
  if (probeUntil && probeUntil > now) return undefined
  const lost = { state: 'open', nextProbeAt: now, probeUntil: null } as const
  await transaction((tx) => saveBreaker(tx, key, lost))
  return undefined
}

async function lookDraining(
  { releasedAt }: BreakerRow,
  key: BreakerKey,
  context: TendingContext,
  now: Date,
): Promise<TendedBreaker | undefined> {
  const wait = (releasedAt?.getTime() ?? 0) + SECOND_MS - now.getTime()
  if (wait > 0) {
    await pause(wait)
    return undefined
  }
  const released = await letOut(key, DRAIN_PER_SECOND, context)
  if (released > 0) {
    await transaction((tx) => saveBreaker(tx, key, { releasedAt: new Date() }))
    return again(released)
  }
  const isClosed = await runInTransaction(context, async (uow) => {
    const { state } = await lockBreaker(uow.tx, key)
    const [waiting] = await listQueuedSteps(uow.tx, key, 1)
    if (state !== 'draining' || waiting) return false
    const calm = { state: 'closed' as const, failingSince: null, downSince: null }
    const clear = { failedSubjects: [], failedProbes: 0, releasedAt: null, tendedAt: null }
    await saveBreaker(uow.tx, key, { ...calm, ...clear })
    uow.record(breakerClosed({ key }))
    return true
  })
  return isClosed ? over : again()
}

/** Sends the orders on that wait the longest; returns how many. */
async function letOut(key: BreakerKey, limit: number, context: TendingContext): Promise<number> {
  const waiting = await transaction((tx) => listQueuedSteps(tx, key, limit))
  let released = 0
  for (const { orderId, step } of waiting) {
    await runInTransaction(context, async (uow) => {
      await lockOrder(uow.tx, orderId)
      const name = asStep(step)
      const found = name && (await findOrderStep(uow.tx, orderId, name))
      if (found?.queuedFor !== key) return
      if (!(await unqueueStep(uow.tx, { orderId, step }, uow.now))) return
      const data = { orderId, step, requestId: context.requestId, reason: 'the vendor is back' }
      uow.emit({ name: 'order/resumed', data })
      released += 1
    })
  }
  return released
}
