import { z } from 'zod'
import { AppError } from '@/server/errors'
import { ExceptionTarget, Reason } from '@/server/modules/exceptions/triage'
import type { CommandContext } from '@/server/unit-of-work'
import { appVersion } from '@/server/version'
import { type ActionTaken, actOnException } from './act-on-exception'
import { findOpenStep } from './open-step'
import { readStepJson } from './read-step-json'
import { sendOn } from './resume-order-after-action'
import { STEP_INPUTS } from './step-inputs'

export const EditStepInputInput = ExceptionTarget.extend({
  /** As the step's own schema takes it. */
  input: z.unknown(),
  reason: Reason,
})
export type EditStepInputInput = z.infer<typeof EditStepInputInput>

/**
 * Puts right what a step works with and starts it again, by the version of the code that runs now.
 * All of it is stored or nothing. Until the step works the exception stays open.
 * @throws AppError bad_input that names the field; conflict when the step is done, takes nothing, or
 * is being executed; and as `actOnException`
 */
export function editStepInput(
  { input, reason, ...target }: EditStepInputInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('edit_input', target, context, async (uow, subject) => {
    const step = await findOpenStep(uow, subject)
    if (!step) throw new AppError('conflict', 'The step is done already.')
    const inputs = STEP_INPUTS[step.name]
    if (!inputs) throw new AppError('conflict', `The step ${step.name} takes no input of its own.`)
    const read = readStepJson(inputs.schema, input)
    const before = (await inputs.read(uow.tx, step.order)) as Record<string, unknown>
    await inputs.save(uow, step.order, read)
    await sendOn(uow, subject, 'its input was corrected')
    // Where somebody lives does not belong into an audit that is kept for ever.
    const changed = Object.entries(read as Record<string, unknown>)
      .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]))
      .map(([name]) => name)
    return { end: 'open', data: { reason, step: step.name, changed, codeVersion: appVersion() } }
  })
}
