import type { z } from 'zod'
import { ExceptionTarget, Reason } from '@/server/modules/exceptions/triage'
import { skipStep } from '@/server/modules/pipeline/skip-step'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException } from './act-on-exception'

export const GoOnWithoutInput = ExceptionTarget.extend({ reason: Reason })
export type GoOnWithoutInput = z.infer<typeof GoOnWithoutInput>

/**
 * Ignores a step that the order can do without: it is skipped and the order goes on with the next
 * one. @throws AppError as `actOnException`, conflict while the step is being executed
 */
export function goOnWithout(
  { reason, ...target }: GoOnWithoutInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('ignore', target, context, async (uow, subject) => {
    await skipStep(uow, subject, reason)
    return { end: 'ignored', data: { reason } }
  })
}
