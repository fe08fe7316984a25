import { z } from 'zod'
import { lockBreaker, saveBreaker } from '@/db/queries/pipeline/breakers'
import { breakerProbeRequested } from '@/domain/events/system-events'
import { isBreakerKey } from '@/domain/pipeline/breaker'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

export const ProbeNowInput = z.object({
  key: z.string().refine(isBreakerKey, 'Vendor not found.'),
})
export type ProbeNowInput = z.infer<typeof ProbeNowInput>

/**
 * Probes a vendor that is down now instead of at its next scheduled probe.
 * @throws AppError forbidden, conflict when it is not down
 */
export async function probeNow({ key }: ProbeNowInput, context: CommandContext): Promise<void> {
  const { actor } = context
  const refusal = actor.kind === 'person' && reasonAgainst(actor.role, 'exceptions.bulk')
  if (refusal) throw new AppError('forbidden', refusal)
  if (!isBreakerKey(key)) throw new AppError('bad_input', 'Vendor not found.')
  await runInTransaction(context, async (uow) => {
    const breaker = await lockBreaker(uow.tx, key)
    if (breaker.state !== 'open')
      throw new AppError('conflict', 'This vendor has recovered or is being probed now.')
    await saveBreaker(uow.tx, key, { nextProbeAt: uow.now, probeUntil: null })
    uow.record(breakerProbeRequested({ key }))
    uow.emit({ name: 'breaker/opened', data: { key, requestId: context.requestId } })
  })
}
