import type { PipelineEvent } from '@/domain/events/pipeline-events'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction } from '@/server/unit-of-work'

/** Emits one event in its own transaction. */
export function emitEvent(event: PipelineEvent): Promise<void> {
  const context = { actor: systemActor('engine'), requestId: event.data.requestId }
  return runInTransaction(context, async (uow) => uow.emit(event))
}
