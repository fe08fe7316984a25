import { type Executor, transaction } from '@/db/client'
import {
  actorColumns,
  emptyPendingRecords,
  flushPendingRecords,
  type PendingRecords,
} from '@/db/queries/pipeline/pending-records'
import type { PipelineEvent } from '@/domain/pipeline/events'
import type { Actor } from '@/domain/staff/actor'

/** Who asks, and under which request id it is logged. */
export type CommandContext = { actor: Actor; requestId: string }

/**
 * One transaction with the rows that every write leaves behind. They are gathered, and stored
 * together once the work is done: nothing in the same transaction can read them.
 */
export type UnitOfWork = {
  tx: Executor
  /** The moment of this runInTransaction, the same on all of its rows. */
  now: Date
  context: CommandContext
  behind: PendingRecords
  /** Adds a row to an order's timeline. */
  recordOrderEvent(orderId: string, type: string, data?: Record<string, unknown>): void
  recordAudit(
    action: string,
    subject: { type: string; id: string },
    data?: Record<string, unknown>,
  ): void
  /** Queues events for the pipeline; they leave after the commit, at least once each. */
  emit(...events: PipelineEvent[]): void
}

/**
 * Runs a write: the change, its timeline, its audit and its outbox rows are stored together or
 * not at all. Never call the network inside `work`.
 */
export function runInTransaction<T>(
  context: CommandContext,
  work: (uow: UnitOfWork) => Promise<T>,
): Promise<T> {
  return transaction(async (tx) => {
    const behind = emptyPendingRecords()
    const result = await work(unitOfWorkFor(tx, new Date(), context, behind))
    await flushPendingRecords(tx, behind)
    return result
  })
}

/** The same runInTransaction, with somebody else on the rows that it leaves behind. */
export function withActor({ tx, now, context, behind }: UnitOfWork, actor: Actor): UnitOfWork {
  return unitOfWorkFor(tx, now, { ...context, actor }, behind)
}

/** The same runInTransaction, with the rows that it leaves behind under another request id. */
export function withRequestId(
  { tx, now, context, behind }: UnitOfWork,
  requestId: string,
): UnitOfWork {
  return unitOfWorkFor(tx, now, { ...context, requestId }, behind)
}

function unitOfWorkFor(
  tx: Executor,
  now: Date,
  context: CommandContext,
  behind: PendingRecords,
): UnitOfWork {
  const { requestId } = context
  const actor = actorColumns(context.actor)
  return {
    tx,
    now,
    context,
    behind,
    recordOrderEvent: (orderId, type, data = {}) => {
      behind.orderEvents.push({ orderId, type, ...actor, data, at: now })
    },
    recordAudit: (action, { type: subjectType, id: subjectId }, data = {}) => {
      behind.audits.push({ ...actor, action, subjectType, subjectId, data, requestId })
    },
    emit: (...events) => {
      behind.outbox.push(...events)
    },
  }
}
