import { type Executor, transaction } from '@/db/client'
import {
  actorColumns,
  addEvent,
  emptyPendingRecords,
  flushPendingRecords,
  type PendingRecords,
} from '@/db/queries/pipeline/pending-records'
import type { RecordedEvent } from '@/domain/events/define-event'
import type { PipelineEvent } from '@/domain/events/pipeline-events'
import type { Actor } from '@/domain/staff/actor'

/** Who makes a change, and the request id that its log lines and audit rows carry. */
export type CommandContext = { actor: Actor; requestId: string }

/**
 * A database transaction plus the timeline, history, audit and outbox rows it will insert. Those
 * rows are buffered and inserted just before commit, so code inside the transaction cannot read
 * them.
 */
export type UnitOfWork = {
  tx: Executor
  /** When the transaction began; all of its rows carry this time. */
  now: Date
  context: CommandContext
  pending: PendingRecords
  /** Records an event of `domain/events` in the tables that its definition names. */
  record(event: RecordedEvent): void
  /** Queues events for the pipeline. They are sent after the commit, at least once each. */
  emit(...events: PipelineEvent[]): void
}

/**
 * Runs `work` in one transaction: the change and its timeline, history, audit and outbox rows are
 * stored together or not at all. Never call the network inside `work`.
 */
export function runInTransaction<T>(
  context: CommandContext,
  work: (uow: UnitOfWork) => Promise<T>,
): Promise<T> {
  return transaction(async (tx) => {
    const pending = emptyPendingRecords()
    const result = await work(unitOfWorkFor(tx, new Date(), context, pending))
    await flushPendingRecords(tx, pending)
    return result
  })
}

/** Returns the same transaction, but records a different actor. */
export function withActor({ tx, now, context, pending }: UnitOfWork, actor: Actor): UnitOfWork {
  return unitOfWorkFor(tx, now, { ...context, actor }, pending)
}

/** Returns the same transaction, but records a different request id. */
export function withRequestId(
  { tx, now, context, pending }: UnitOfWork,
  requestId: string,
): UnitOfWork {
  return unitOfWorkFor(tx, now, { ...context, requestId }, pending)
}

function unitOfWorkFor(
  tx: Executor,
  now: Date,
  context: CommandContext,
  pending: PendingRecords,
): UnitOfWork {
  const stamp = { ...actorColumns(context.actor), requestId: context.requestId, now }
  return {
    tx,
    now,
    context,
    pending,
    record: (event) => addEvent(pending, event, stamp),
    emit: (...events) => {
      pending.outbox.push(...events)
    },
  }
}
