import { z } from 'zod'
import { exceptionIdSchema, orderIdSchema, staffIdSchema } from '../id-schemas'
import { defineEvent } from './define-event'

/** Without `orderId` the exception belongs to no order, so no timeline shows the event. */
const OfException = z.object({
  exceptionId: exceptionIdSchema,
  orderId: orderIdSchema.nullish(),
  kind: z.string(),
  step: z.string().optional(),
})
const history = { omit: ['orderId'] } as const
const automatic = { timeline: {}, history } as const

const Failure = OfException.extend({
  message: z.string(),
  stage: z.string(),
  code: z.string().optional(),
  /** ISO 8601. */
  nextAttemptAt: z.string().optional(),
})

export const exceptionOpened = defineEvent(
  'exception.opened',
  Failure.extend({ recurredFromId: exceptionIdSchema.optional() }),
  'A step failed or a person is needed, for the first time.',
  automatic,
)

const Repeat = Failure.extend({ stageBefore: z.string(), attempts: z.number() })

export const exceptionFailedAgain = defineEvent(
  'exception.failed_again',
  Repeat,
  'Another attempt failed.',
  automatic,
)

export const exceptionEscalated = defineEvent(
  'exception.escalated',
  Repeat,
  'Retries are exhausted or the failure got worse, so the exception moved to the next stage.',
  automatic,
)

export const exceptionQueued = defineEvent(
  'exception.queued',
  OfException.extend({ waitsFor: z.string() }),
  'The exception waits for a vendor to recover.',
  automatic,
)

export const exceptionSnoozeEnded = defineEvent(
  'exception.snooze_ended',
  OfException.extend({ waitReason: z.string().nullable() }),
  'The date that the exception was snoozed until has passed.',
  automatic,
)

export const exceptionClosed = defineEvent(
  'exception.closed',
  OfException.extend({ closedBy: z.string() }),
  'The cause is gone, so the exception was resolved automatically.',
  automatic,
)

export const exceptionPaymentLinkFailed = defineEvent(
  'exception.payment_link_failed',
  OfException.extend({ message: z.string() }),
  'The payment link of the exception expired or failed.',
  automatic,
)

const Assignment = { assigneeId: staffIdSchema, assigneeName: z.string() }

export const exceptionAutoAssigned = defineEvent(
  'exception.auto_assigned',
  OfException.extend(Assignment),
  'The exception was assigned in rotation.',
  automatic,
)

export const exceptionRetriedWithOrder = defineEvent(
  'exception.retried_with_order',
  z.object({ exceptionId: exceptionIdSchema, reason: z.string() }),
  'The order was resumed, which retries the exception.',
  { history: {} },
)
