import { z } from 'zod'
import { Reason } from '../../text/text-inputs'
import { defineAction } from '../action'

export const resolveByHandAction = defineAction({
  code: 'resolve_by_hand',
  label: 'Resolve manually',
  permission: 'exceptions.engineer',
  form: 'step_result',
  input: z.object({
    /** Validated by the step's own schema. Omitted when no step is blocked. */
    result: z.unknown().optional(),
    reason: Reason,
  }),
  effect:
    'Marks the step as done with this result, and the order continues with the next step. Nothing is charged, bought or sent.',
  past: 'resolved it manually',
  isFinal: true,
  worksOnCanceled: true,
  rerunsStep: true,
})
