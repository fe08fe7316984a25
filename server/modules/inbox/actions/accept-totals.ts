import type { z } from 'zod'
import { ExceptionTarget, Reason } from '@/server/modules/exceptions/triage'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException, orderOf } from '../internal/act-on-exception'
import { decide, figureOf } from '../internal/record-decision'
import { sendOn } from '../internal/resume-order-after-action'

export const AcceptTotalsInput = ExceptionTarget.extend({ reason: Reason })
export type AcceptTotalsInput = z.infer<typeof AcceptTotalsInput>

/**
 * Takes the storefront's total although its parts come to another; for these numbers only.
 * @throws AppError as `actOnException`
 */
export function acceptTotals(
  { reason, ...target }: AcceptTotalsInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('accept_totals', target, context, async (uow, subject) => {
    const differenceMinor = figureOf(subject, 'differenceMinor')
    const totalMinor = orderOf(subject).totalMinor.toString()
    await decide(uow, subject, 'totals_accepted', { totalMinor, differenceMinor })
    await sendOn(uow, subject, 'the numbers were accepted')
    return { end: 'settled', data: { reason } }
  })
}
