import { z } from 'zod'
import { ExceptionTarget, Reason } from '@/server/modules/exceptions/triage'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException } from '../internal/act-on-exception'
import { decide } from '../internal/record-decision'
import { sendOn } from '../internal/resume-order-after-action'

export const ApproveOrderInput = ExceptionTarget.extend({ reason: Reason })
export type ApproveOrderInput = z.infer<typeof ApproveOrderInput>

/**
 * Lets an order pass the fraud screen for the signals that were looked at; another signal stops it
 * anew. @throws AppError as `actOnException`
 */
export function approveOrder(
  { reason, ...target }: ApproveOrderInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('approve_order', target, context, async (uow, subject) => {
    const { signals } = subject.exception.detail
    const codes = z
      .array(z.object({ code: z.string() }))
      .catch([])
      .parse(signals)
    await decide(uow, subject, 'risk_approved', {
      signals: codes.map(({ code }) => code).join(','),
    })
    await sendOn(uow, subject, 'the order was approved')
    return { end: 'settled', data: { reason } }
  })
}
