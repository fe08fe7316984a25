import type { Actor } from '@/server/domain/actor'
import type { PipelineEvent } from '@/server/domain/events'
import type { Executor } from '../client'
import { outbox } from '../schema/deliveries'
import { orderEvents } from '../schema/orders'
import { auditLog } from '../schema/pipeline'
import { rowWriter } from './row-writer'

const writeEvents = rowWriter(orderEvents)
const writeOutbox = rowWriter(outbox)

const actorColumns = (actor: Actor) => ({
  actorKind: actor.kind,
  actorId: actor.id,
  actorName: actor.name,
})

export async function insertOrderEvent(
  tx: Executor,
  event: { orderId: string; type: string; actor: Actor; data: Record<string, unknown>; at: Date },
): Promise<void> {
  const { actor, ...row } = event
  await writeEvents(tx, [{ ...row, ...actorColumns(actor) }])
}

export async function insertAudit(
  tx: Executor,
  entry: {
    actor: Actor
    action: string
    subjectType: string
    subjectId: string
    data: Record<string, unknown>
    requestId: string
  },
): Promise<void> {
  const { actor, ...row } = entry
  await tx.insert(auditLog).values({ ...row, ...actorColumns(actor) })
}

export async function insertOutbox(tx: Executor, events: PipelineEvent[]): Promise<void> {
  await writeOutbox(tx, events)
}
