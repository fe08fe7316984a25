import { z } from 'zod'
import { saveResolution } from '@/db/queries/money/resolutions'
import { requirePerson } from '@/server/require-person'
import { type CommandContext, write } from '@/server/unit-of-work'
import { NoteInput } from '../orders/order-inputs'
import { type Decision, decidedBy, lockRequest, recordDecision } from './internal/approval-request'
import { settleAskingException } from './internal/resolve-requesting-exception'

export const RejectResolutionInput = z.object({
  resolutionId: z.uuid(),
  note: NoteInput.min(1, 'Say why, in a few words.'),
})
export type RejectResolutionInput = z.infer<typeof RejectResolutionInput>

/** Turns somebody else's request down, with a reason that they see on the order. */
export async function rejectResolution(
  { resolutionId, note }: RejectResolutionInput,
  context: CommandContext,
): Promise<Decision> {
  const person = requirePerson(context.actor, 'approvals.decide')
  return write(context, async (scope) => {
    const { order, resolution } = await lockRequest(scope, resolutionId, person)
    const change = { ...decidedBy(scope, person, note), settledAt: scope.now }
    await saveResolution(scope.tx, resolutionId, { ...change, status: 'rejected' })
    await recordDecision(scope, resolution, 'rejected', note)
    await settleAskingException(scope, { order, resolution, person }, 'rejected')
    return { resolutionId, orderId: order.id, status: 'rejected', giftCardCode: null }
  })
}
