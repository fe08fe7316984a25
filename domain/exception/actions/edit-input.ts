import { z } from 'zod'
import { Reason } from '../../text/text-inputs'
import { defineAction } from '../action'

export const editInputAction = defineAction({
  code: 'edit_input',
  label: 'Edit input',
  permission: 'exceptions.engineer',
  form: 'step_input',
  input: z.object({
    /** Validated by the step's own schema. */
    input: z.unknown(),
    reason: Reason,
  }),
  effect: "Replaces the step's input with this and reruns the step.",
  past: "corrected the step's input",
  submitLabel: 'Save and rerun',
  rerunsStep: true,
})
