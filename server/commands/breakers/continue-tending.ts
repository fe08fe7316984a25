import { systemActor } from '@/server/domain/actor'
import { write } from '../write'

/** Lets somebody tend a breaker on in a run of its own. */
export function continueTending(data: { key: string; requestId: string }): Promise<void> {
  const context = { actor: systemActor('breaker'), requestId: data.requestId }
  return write(context, (scope) => scope.emit({ name: 'breaker/opened', data }))
}
