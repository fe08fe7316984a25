import type { z } from 'zod'
import { ExceptionTarget, Reason } from '@/server/modules/exceptions/triage'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException } from '../internal/act-on-exception'
import { decide, figureOf } from '../internal/record-decision'
import { sendOn } from '../internal/resume-order-after-action'

export const AcceptDifferenceInput = ExceptionTarget.extend({ reason: Reason })
export type AcceptDifferenceInput = z.infer<typeof AcceptDifferenceInput>

/**
 * Lets an order go on with payments that do not come to its total; for these figures only.
 * @throws AppError as `actOnException`
 */
export function acceptDifference(
  { reason, ...target }: AcceptDifferenceInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('accept_difference', target, context, async (uow, subject) => {
    const promisedMinor = figureOf(subject, 'promisedMinor')
    const totalMinor = figureOf(subject, 'totalMinor')
    await decide(uow, subject, 'difference_accepted', { promisedMinor, totalMinor })
    // One that was opened after the capture stops no step.
    if (subject.exception.step) await sendOn(uow, subject, 'the difference was accepted')
    return { end: 'settled', data: { reason, promisedMinor, totalMinor } }
  })
}
