import { transaction } from '@/db/client'
import { type OrderRow, tryLockOrder } from '@/db/queries/orders/orders'
import { findUnfinishedStep, type OrderStepRow } from '@/db/queries/pipeline/order-steps'
import { listStuckOrders } from '@/db/queries/pipeline/stuck'
import type { OrderId } from '@/domain/ids'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { openException } from '../exceptions/open-exception'
import { emitResumed } from './emit-resumed'

const MINUTE_MS = 60_000

/** Time without progress after which an order is resumed, and reported to engineers. */
const NUDGE_AFTER_MS = 5 * MINUTE_MS
const REPORT_AFTER_MS = { processing: 30 * MINUTE_MS, waiting: 24 * 60 * MINUTE_MS }

/** How late a scheduled retry may start. */
const RETRY_GRACE_MS = 5 * MINUTE_MS

const BATCH = 200

/**
 * Resumes orders that made no progress for too long, which is harmless while a run is active, and
 * reports those that are still stuck later.
 */
export async function sweepOrders(now = new Date()): Promise<{ nudged: number; reported: number }> {
  const ago = (ms: number) => new Date(now.getTime() - ms)
  const before = {
    processing: ago(NUDGE_AFTER_MS),
    waiting: ago(REPORT_AFTER_MS.waiting),
    retry: ago(RETRY_GRACE_MS),
  }
  const stuck = await transaction((tx) => listStuckOrders(tx, before, BATCH))
  const result = { nudged: 0, reported: 0 }
  for (const { orderId } of stuck) {
    const context = { actor: systemActor('sweep'), requestId: `sweep-${now.toISOString()}` }
    const outcome = await runInTransaction(context, (uow) => sweepOrder(uow, orderId, now))
    if (outcome) result[outcome] += 1
  }
  return result
}

async function sweepOrder(
  uow: UnitOfWork,
  orderId: OrderId,
  now: Date,
): Promise<'nudged' | 'reported' | undefined> {
  // A transaction that holds the lock is making progress.
  const order = await tryLockOrder(uow.tx, orderId)
  if (!order || (order.status !== 'processing' && order.status !== 'waiting')) return undefined
  const idleMs = now.getTime() - order.progressedAt.getTime()
  if (idleMs < NUDGE_AFTER_MS) return undefined
  const step = await findUnfinishedStep(uow.tx, orderId)
  const isStuck = idleMs >= REPORT_AFTER_MS[order.status]
  if (isStuck) await report(uow, order, step, idleMs)
  await emitResumed(uow, orderId, 'no progress was made')
  return isStuck ? 'reported' : 'nudged'
}

async function report(
  uow: UnitOfWork,
  order: OrderRow,
  step: OrderStepRow | undefined,
  idleMs: number,
): Promise<void> {
  const minutes = Math.round(idleMs / MINUTE_MS)
  const time = minutes < 120 ? `${minutes} minutes` : `${Math.floor(minutes / 60)} hours`
  await openException(uow, {
    orderId: order.id,
    ...(step ? { step: step.step } : {}),
    kind: 'step_stuck',
    code: order.status,
    message: `Order stuck for ${time}${step ? ` at the ${step.step} step` : ''}.`,
    detail: { progressedAt: order.progressedAt.toISOString() },
  })
}
