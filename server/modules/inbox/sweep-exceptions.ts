import { transaction } from '@/db/client'
import { lockException } from '@/db/queries/exceptions/exception-triage'
import { saveException } from '@/db/queries/exceptions/exceptions'
import { listEndedIgnores, listEndedWaits } from '@/db/queries/exceptions/inbox-upkeep'
import { lockOrder } from '@/db/queries/orders/orders'
import { findOrderStep } from '@/db/queries/pipeline/order-steps'
import { exceptionSnoozeEnded } from '@/domain/events/exception-events'
import { isExceptionKind } from '@/domain/exception/exception-kinds'
import type { OrderId } from '@/domain/ids'
import { asStep } from '@/domain/pipeline/pipeline-steps'
import { systemActor } from '@/domain/staff/actor'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { openException } from '../exceptions/open-exception'
import { openStatus } from '../exceptions/triage'

const context: CommandContext = { actor: systemActor('inbox'), requestId: 'sweep' }

type Due = { id: string; orderId: OrderId | null }

/**
 * Reopens exceptions whose snooze has ended, and opens a new exception for each ended ignore whose
 * cause remains. Returns how many of each.
 */
export async function sweepExceptions(
  now = new Date(),
): Promise<{ woken: number; returned: number }> {
  const [waits, ignores] = await Promise.all([
    transaction((tx) => listEndedWaits(tx, now)),
    transaction((tx) => listEndedIgnores(tx, now)),
  ])
  const result = { woken: 0, returned: 0 }
  for (const due of waits) if (await underLock(due, wake)) result.woken += 1
  for (const due of ignores) if (await underLock(due, bringBack)) result.returned += 1
  return result
}

/** Locks the order before the exception, as every writer does. */
function underLock(
  { id, orderId }: Due,
  act: (uow: UnitOfWork, id: string) => Promise<boolean>,
): Promise<boolean> {
  return runInTransaction(context, async (uow) => {
    if (orderId) await lockOrder(uow.tx, orderId)
    return act(uow, id)
  })
}

async function wake(uow: UnitOfWork, id: string): Promise<boolean> {
  const exception = await lockException(uow.tx, id)
  const isDue = exception?.waitUntil && exception.waitUntil <= uow.now
  if (!isDue || exception.status !== 'waiting') return false
  const { assigneeId, waitReason, kind, orderId } = exception
  const status = openStatus(exception, assigneeId)
  await saveException(uow.tx, id, { status, waitUntil: null, waitReason: null })
  uow.record(exceptionSnoozeEnded({ exceptionId: id, orderId, waitReason, kind }))
  return true
}

async function bringBack(uow: UnitOfWork, id: string): Promise<boolean> {
  const exception = await lockException(uow.tx, id)
  const isDue = exception?.ignoredUntil && exception.ignoredUntil <= uow.now
  if (!isDue || exception.status !== 'ignored') return false
  // Checked only once.
  await saveException(uow.tx, id, { ignoredUntil: null })
  const { orderId, webhookId, step, kind, message, detail } = exception
  if (!isExceptionKind(kind) || !(await isStillThere(uow, orderId, step))) return false
  const { code, ...rest } = detail
  await openException(uow, {
    ...(orderId ? { orderId } : {}),
    ...(webhookId ? { webhookId } : {}),
    ...(step ? { step } : {}),
    ...(typeof code === 'string' ? { code } : {}),
    kind,
    message,
    detail: rest,
  })
  return true
}

/** Returns whether the cause remains. True for an exception that is not about a step. */
async function isStillThere(
  uow: UnitOfWork,
  orderId: OrderId | null,
  step: string | null,
): Promise<boolean> {
  const name = asStep(step ?? undefined)
  if (!orderId || !name) return true
  const found = await findOrderStep(uow.tx, orderId, name)
  return found?.status === 'blocked'
}
