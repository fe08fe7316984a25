import { listUntended } from '@/db/queries/pipeline/breakers'
import { PROBE_CLAIM_MS } from '@/domain/pipeline/breaker'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction } from '@/server/unit-of-work'

/** Restarts the probing of breakers whose run was lost. */
export function sweepBreakers(): Promise<{ called: number }> {
  const requestId = 'sweep'
  return runInTransaction({ actor: systemActor('breaker'), requestId }, async (uow) => {
    const keys = await listUntended(uow.tx, 4 * PROBE_CLAIM_MS)
    for (const key of keys) uow.emit({ name: 'breaker/opened', data: { key, requestId } })
    return { called: keys.length }
  })
}
