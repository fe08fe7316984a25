import { type Executor, transaction } from '@/db/client'
import {
  actorColumns,
  type LeftBehind,
  nothingBehind,
  storeLeftBehind,
} from '@/db/queries/pipeline/pending-records'
import type { PipelineEvent } from '@/domain/pipeline/events'
import type { Actor } from '@/domain/staff/actor'

/** Who asks, and under which request id it is logged. */
export type CommandContext = { actor: Actor; requestId: string }

/**
 * One transaction with the rows that every write leaves behind. They are gathered, and stored
 * together once the work is done: nothing in the same transaction can read them.
 */
export type WriteScope = {
  tx: Executor
  /** The moment of this write, the same on all of its rows. */
  now: Date
  context: CommandContext
  behind: LeftBehind
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
export function write<T>(
  context: CommandContext,
  work: (scope: WriteScope) => Promise<T>,
): Promise<T> {
  return transaction(async (tx) => {
    const behind = nothingBehind()
    const result = await work(scopeOf(tx, new Date(), context, behind))
    await storeLeftBehind(tx, behind)
    return result
  })
}

/** The same write, with somebody else on the rows that it leaves behind. */
export function actingAs({ tx, now, context, behind }: WriteScope, actor: Actor): WriteScope {
  return scopeOf(tx, now, { ...context, actor }, behind)
}

/** The same write, with the rows that it leaves behind under another request id. */
export function onRequest({ tx, now, context, behind }: WriteScope, requestId: string): WriteScope {
  return scopeOf(tx, now, { ...context, requestId }, behind)
}

function scopeOf(tx: Executor, now: Date, context: CommandContext, behind: LeftBehind): WriteScope {
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
