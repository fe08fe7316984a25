import type { Executor } from '@/db/client'
import { orderEvents } from '@/db/schema/orders'
import { auditLog } from '@/db/schema/pipeline'
import { outbox } from '@/db/schema/webhooks'
import type { PipelineEvent } from '@/domain/pipeline/events'
import type { Actor } from '@/domain/staff/actor'
import { rowInsert, writeTogether } from '../sql/row-writer'

const eventsInsert = rowInsert(orderEvents)
const auditInsert = rowInsert(auditLog)
const outboxInsert = rowInsert(outbox)

/** Rows that a write leaves behind: on orders' timelines, in the audit log, in the outbox. */
export type PendingRecords = {
  orderEvents: (typeof orderEvents.$inferInsert)[]
  audits: (typeof auditLog.$inferInsert)[]
  outbox: PipelineEvent[]
}

export const emptyPendingRecords = (): PendingRecords => ({
  orderEvents: [],
  audits: [],
  outbox: [],
})

/** Who did it, as rows of timelines and of the audit log tell it. */
export const actorColumns = (actor: Actor) => ({
  actorKind: actor.kind,
  actorId: actor.id,
  actorName: actor.name,
})

/** Inserts that store what is left behind, and empties it. */
export function insertsOf(behind: PendingRecords): ReturnType<typeof eventsInsert>[] {
  return [
    eventsInsert(behind.orderEvents.splice(0)),
    auditInsert(behind.audits.splice(0)),
    outboxInsert(behind.outbox.splice(0)),
  ]
}

/** Stores what is left behind, in one statement. */
export async function flushPendingRecords(tx: Executor, behind: PendingRecords): Promise<void> {
  await writeTogether(tx, insertsOf(behind))
}
