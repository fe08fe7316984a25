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

/** Until an order that should move is set going again, and until the engineers hear of it. */
const NUDGE_AFTER_MS = 5 * MINUTE_MS
const REPORT_AFTER_MS = { processing: 30 * MINUTE_MS, waiting: 24 * 60 * MINUTE_MS }

/** How late a retry may come. */
const RETRY_GRACE_MS = 5 * MINUTE_MS

const BATCH = 200

/**
 * Finds orders that made no progress for too long. First they are set going again, which does no
 * harm to one that is on its way; those that still stand are reported as stuck.
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
    const verdict = await runInTransaction(context, (uow) => sweepOrder(uow, orderId, now))
    if (verdict) result[verdict] += 1
  }
  return result
}

async function sweepOrder(
  uow: UnitOfWork,
  orderId: OrderId,
  now: Date,
): Promise<'nudged' | 'reported' | undefined> {
  // Somebody who holds the lock is moving it.
  const order = await tryLockOrder(uow.tx, orderId)
  if (!order || (order.status !== 'processing' && order.status !== 'waiting')) return undefined
  const stillForMs = now.getTime() - order.progressedAt.getTime()
  if (stillForMs < NUDGE_AFTER_MS) return undefined
  const step = await findUnfinishedStep(uow.tx, orderId)
  const isStuck = stillForMs >= REPORT_AFTER_MS[order.status]
  if (isStuck) await report(uow, order, step, stillForMs)
  await emitResumed(uow, orderId, 'the order stood still')
  return isStuck ? 'reported' : 'nudged'
}

async function report(
  uow: UnitOfWork,
  order: OrderRow,
  step: OrderStepRow | undefined,
  stillForMs: number,
): Promise<void> {
  const minutes = Math.round(stillForMs / MINUTE_MS)
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
