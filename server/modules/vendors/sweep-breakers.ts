import { listUntended } from '@/db/queries/pipeline/breakers'
import { TENDED_MS } from '@/domain/pipeline/breaker'
import { systemActor } from '@/domain/staff/actor'
import { write } from '@/server/unit-of-work'

/** Calls for somebody to tend breakers whose run was lost. A sleeping one is only looked at. */
export function sweepBreakers(): Promise<{ called: number }> {
  const requestId = 'sweep'
  return write({ actor: systemActor('breaker'), requestId }, async (scope) => {
    const keys = await listUntended(scope.tx, 4 * TENDED_MS)
    for (const key of keys) scope.emit({ name: 'breaker/opened', data: { key, requestId } })
    return { called: keys.length }
  })
}
