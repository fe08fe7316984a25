import type { Executor } from '@/db/client'
import { type BoundStatement, executeWrites } from '@/db/prepared-statement'
import { auditLog } from '@/db/schema/audit-log'
import { exceptionEvents } from '@/db/schema/exceptions'
import { orderEvents } from '@/db/schema/orders/order-events'
import { outbox } from '@/db/schema/webhooks'
import type { RecordedEvent } from '@/domain/events/define-event'
import type { PipelineEvent } from '@/domain/events/pipeline-events'
import type { Actor } from '@/domain/staff/actor'
import { preparedInsert } from '../sql/prepared-insert'

const timelineInsert = preparedInsert(orderEvents)
const historyInsert = preparedInsert(exceptionEvents)
const auditInsert = preparedInsert(auditLog)
const outboxInsert = preparedInsert(outbox)

/** Rows that a transaction will insert just before it commits. */
export type PendingRecords = {
  orderEvents: (typeof orderEvents.$inferInsert)[]
  exceptionEvents: (typeof exceptionEvents.$inferInsert)[]
  audits: (typeof auditLog.$inferInsert)[]
  outbox: PipelineEvent[]
}

export const emptyPendingRecords = (): PendingRecords => ({
  orderEvents: [],
  exceptionEvents: [],
  audits: [],
  outbox: [],
})

/** The actor as the columns of timelines, histories and the audit log store it. */
export const actorColumns = (actor: Actor) => ({
  actorKind: actor.kind,
  actorId: actor.id,
  actorName: actor.name,
})

/** Columns that all rows of one unit of work share. */
export type RecordStamp = ReturnType<typeof actorColumns> & { requestId: string; now: Date }

/**
 * Adds the rows of an event to the pending ones, in each table that its definition names. An id
 * with its own column is not repeated in the row's data.
 */
export function addEvent(pending: PendingRecords, event: RecordedEvent, stamp: RecordStamp): void {
  const { targets, data } = event
  const { timeline, history, audit } = targets
  const { requestId, now, ...actor } = stamp
  if (timeline && typeof data.orderId === 'string') {
    const row = { orderId: data.orderId, type: event.name, ...actor, at: now }
    pending.orderEvents.push({ ...row, data: without(data, 'orderId', timeline.omit) })
  }
  if (history) {
    const row = { exceptionId: String(data.exceptionId), type: event.name, ...actor }
    pending.exceptionEvents.push({ ...row, data: without(data, 'exceptionId', history.omit) })
  }
  if (audit) {
    const { type: subjectType, id = '', fixedId = String(data[id]) } = audit
    const row = { ...actor, action: event.name, subjectType, subjectId: fixedId, requestId }
    pending.audits.push({ ...row, data: without(data, id, audit.omit) })
  }
}

function without(
  data: RecordedEvent['data'],
  id: string,
  omit: readonly string[] = [],
): Record<string, unknown> {
  const rest: Record<string, unknown> = {}
  for (const field in data) {
    if (field !== id && !omit.includes(field)) rest[field] = data[field]
  }
  return rest
}

/** Returns the inserts of the pending rows, and empties them. */
export function takeInserts(pending: PendingRecords): (BoundStatement | undefined)[] {
  return [
    timelineInsert.withRows(pending.orderEvents.splice(0)),
    historyInsert.withRows(pending.exceptionEvents.splice(0)),
    auditInsert.withRows(pending.audits.splice(0)),
    outboxInsert.withRows(pending.outbox.splice(0)),
  ]
}

/** Inserts the pending rows in one statement, and empties them. */
export async function flushPendingRecords(tx: Executor, pending: PendingRecords): Promise<void> {
  await executeWrites(tx, takeInserts(pending))
}
