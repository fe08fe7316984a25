import { z } from 'zod'
import { orderIdSchema } from '../id-schemas'
import { defineEvent } from './define-event'

const timeline = {} as const

export const stepCompleted = defineEvent(
  'step.completed',
  // With the result of the step, which differs from step to step.
  z.looseObject({ orderId: orderIdSchema, step: z.string() }),
  'A step of the pipeline succeeded.',
  { timeline },
)

export const stepSkipped = defineEvent(
  'step.skipped',
  z.object({ orderId: orderIdSchema, step: z.string(), reason: z.string() }),
  'A step of the pipeline was skipped.',
  { timeline },
)
