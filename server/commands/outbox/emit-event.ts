import { systemActor } from '@/server/domain/actor'
import type { PipelineEvent } from '@/server/domain/events'
import { write } from '../write'

/** Sends an event to the pipeline that nothing else has to be written with. */
export function emitEvent(event: PipelineEvent): Promise<void> {
  const context = { actor: systemActor('engine'), requestId: event.data.requestId }
  return write(context, async (scope) => scope.emit(event))
}
