import { z } from 'zod'
import { saveResolution } from '@/db/queries/money/resolutions'
import { NoteInput } from '@/domain/text/text-inputs'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { type Decision, decidedBy, lockRequest, recordDecision } from './internal/approval-request'
import { resolveRequestingException } from './internal/resolve-requesting-exception'

export const RejectResolutionInput = z.object({
  resolutionId: z.uuid(),
  note: NoteInput.min(1, 'Enter a reason.'),
})
export type RejectResolutionInput = z.infer<typeof RejectResolutionInput>

/** Rejects another person's request. They see the reason on the order. */
export async function rejectResolution(
  { resolutionId, note }: RejectResolutionInput,
  context: CommandContext,
): Promise<Decision> {
  const person = requirePerson(context.actor, 'approvals.decide')
  return runInTransaction(context, async (uow) => {
    const { order, resolution } = await lockRequest(uow, resolutionId, person)
    const change = { ...decidedBy(uow, person, note), settledAt: uow.now }
    await saveResolution(uow.tx, resolutionId, { ...change, status: 'rejected' })
    await recordDecision(uow, resolution, 'rejected', note)
    await resolveRequestingException(uow, { order, resolution, person }, 'rejected')
    return { resolutionId, orderId: order.id, status: 'rejected', giftCardCode: null }
  })
}
