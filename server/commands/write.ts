import { type Executor, transaction } from '@/db/client'
import { insertAudit, insertOrderEvent, insertOutbox } from '@/db/queries/timeline'
import type { Actor } from '../domain/actor'
import type { PipelineEvent } from '../domain/events'

/** Who asks, and under which request id it is logged. */
export type CommandContext = { actor: Actor; requestId: string }

/** One transaction with the rows that every write leaves behind. */
export type WriteScope = {
  tx: Executor
  /** The moment of this write, the same on all of its rows. */
  now: Date
  context: CommandContext
  /** Adds a row to an order's timeline. */
  recordOrderEvent(orderId: string, type: string, data?: Record<string, unknown>): Promise<void>
  recordAudit(
    action: string,
    subject: { type: string; id: string },
    data?: Record<string, unknown>,
  ): Promise<void>
  /** Queues events for the pipeline; they leave after the commit, at least once each. */
  emit(...events: PipelineEvent[]): Promise<void>
}

/**
 * Runs a write: the change, its timeline, its audit and its outbox rows are stored together or
 * not at all. Never call the network inside `work`.
 */
export function write<T>(
  context: CommandContext,
  work: (scope: WriteScope) => Promise<T>,
): Promise<T> {
  return transaction((tx) => work(scopeOf(tx, new Date(), context)))
}

/** The same write, with somebody else on the rows that it leaves behind. */
export function actingAs({ tx, now, context }: WriteScope, actor: Actor): WriteScope {
  return scopeOf(tx, now, { ...context, actor })
}

/** The same write, with the rows that it leaves behind under another request id. */
export function onRequest({ tx, now, context }: WriteScope, requestId: string): WriteScope {
  return scopeOf(tx, now, { ...context, requestId })
}

function scopeOf(tx: Executor, now: Date, context: CommandContext): WriteScope {
  const { actor, requestId } = context
  return {
    tx,
    now,
    context,
    recordOrderEvent: (orderId, type, data = {}) =>
      insertOrderEvent(tx, { orderId, type, actor, data, at: now }),
    recordAudit: (action, subject, data = {}) =>
      insertAudit(tx, {
        actor,
        action,
        subjectType: subject.type,
        subjectId: subject.id,
        data,
        requestId,
      }),
    emit: (...events) => insertOutbox(tx, events),
  }
}
