import { z } from 'zod'
import { ExceptionTarget, Reason } from '@/server/modules/exceptions/triage'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException } from './act-on-exception'

export const CloseWithReasonInput = ExceptionTarget.extend({
  as: z.enum(['accept_changes', 'ignore_changes', 'accept_chargeback', 'dismiss']),
  reason: Reason,
})
export type CloseWithReasonInput = z.infer<typeof CloseWithReasonInput>

/** Settles what takes a decision and nothing else. @throws AppError as `actOnException` */
export function closeWithReason(
  { as, reason, ...target }: CloseWithReasonInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException(as, target, context, async () => ({ end: 'settled', data: { reason } }))
}
