import { AppError } from '@/server/errors'
import { appVersion } from '@/server/version'
import type { ActionHandler } from '../internal/action-handler'
import { resumeAfterAction } from '../internal/resume-order-after-action'
import { findOpenStep } from '../internal/steps/open-step'
import { readStepJson } from '../internal/steps/read-step-json'
import { STEP_INPUTS } from '../internal/steps/step-inputs'

/**
 * Replaces a step's input and reruns the step. The exception stays open until the step succeeds.
 * @throws AppError bad_input that names the field; conflict when the step is done, running or takes
 * no input
 */
export const editInput: ActionHandler<'edit_input'> = async (uow, subject, { input, reason }) => {
  const step = await findOpenStep(uow, subject)
  if (!step) throw new AppError('conflict', 'The step is already done.')
  const inputs = STEP_INPUTS[step.name]
  if (!inputs) throw new AppError('conflict', `The ${step.name} step has no editable input.`)
  const parsed = readStepJson(inputs.schema, input)
  const before = (await inputs.read(uow.tx, step.order)) as Record<string, unknown>
  await inputs.save(uow, step.order, parsed)
  await resumeAfterAction(uow, subject, 'the step input was corrected')
  // Field names only: the audit log is kept forever and must not contain addresses.
  const changed = Object.entries(parsed as Record<string, unknown>)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]))
    .map(([name]) => name)
  return {
    outcome: 'open',
    data: { reason, step: step.name, changed, codeVersion: appVersion() },
  }
}
