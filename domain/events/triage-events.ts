import { z } from 'zod'
import { exceptionIdSchema, orderIdSchema, resolutionIdSchema, staffIdSchema } from '../id-schemas'
import { defineEvent } from './define-event'

/** What every change of an exception by a staff member records. */
export const TriageData = z.object({
  exceptionId: exceptionIdSchema,
  orderId: orderIdSchema.nullable(),
  kind: z.string(),
  step: z.string().optional(),
  /** The exception's version after the change: an undo names it. */
  version: z.number(),
  /** The changed fields before the change, so that it can be undone. */
  before: z.record(z.string(), z.string().nullable()),
})
export type TriageData = z.infer<typeof TriageData>

/** What an action may record beside the fields of every change. */
export const ActionData = z
  .object({
    reason: z.string(),
    note: z.string(),
    message: z.string(),
    reference: z.string(),
    amount: z.string(),
    total: z.string(),
    promisedMinor: z.string(),
    totalMinor: z.string(),
    until: z.string(),
    unitsNow: z.number(),
    unitsLater: z.number(),
    codeVersion: z.string(),
    resolutionId: resolutionIdSchema,
    approvalReasons: z.unknown(),
    items: z.unknown(),
    changed: z.unknown(),
    refund: z.unknown(),
    refunded: z.unknown(),
    carrier: z.string(),
    trackingNumber: z.string(),
    trackingUrl: z.string().nullable(),
    step: z.string(),
  })
  .partial()
export type ActionData = z.infer<typeof ActionData>

const timeline = { omit: ['before'] } as const
const history = { omit: ['orderId'] } as const
const audit = { type: 'exception', id: 'exceptionId', omit: ['before', 'orderId'] } as const
const everywhere = { timeline, history, audit } as const

const Assignment = TriageData.extend({ assigneeId: staffIdSchema, assigneeName: z.string() })

export const exceptionAssigned = defineEvent(
  'exception.assigned',
  Assignment,
  'The exception was assigned to a staff member.',
  everywhere,
)

export const exceptionSelfAssigned = defineEvent(
  'exception.self_assigned',
  Assignment,
  'A staff member assigned the exception to themselves.',
  everywhere,
)

export const exceptionUnassigned = defineEvent(
  'exception.unassigned',
  TriageData,
  'The exception was unassigned.',
  everywhere,
)

export const exceptionSnoozed = defineEvent(
  'exception.snoozed',
  TriageData.extend({ until: z.string(), reason: z.string() }),
  'The exception was snoozed until a date.',
  everywhere,
)

export const exceptionIgnored = defineEvent(
  'exception.ignored',
  TriageData.extend({
    reason: z.string(),
    /** ISO 8601; null: for this order. */
    until: z.string().nullable(),
    /** The order continues without the failed step. */
    hasSkipped: z.boolean(),
  }),
  'The exception was ignored, until a date or for this order.',
  everywhere,
)

export const exceptionChangeUndone = defineEvent(
  'exception.change_undone',
  TriageData.extend({ undid: z.string() }),
  'The last change of the exception was undone.',
  everywhere,
)

const Handover = TriageData.extend({ note: z.string() })

export const exceptionEscalatedToEngineering = defineEvent(
  'exception.escalated_to_engineering',
  Handover,
  'A staff member escalated the exception to the engineers.',
  everywhere,
)

export const exceptionReturnedToStaff = defineEvent(
  'exception.returned_to_staff',
  Handover,
  'An engineer returned the exception to staff.',
  everywhere,
)

export const exceptionRetried = defineEvent(
  'exception.retried',
  TriageData.extend({ reason: z.string() }),
  'A staff member retried the exception now.',
  // The timeline already shows that the order was resumed.
  { history, audit },
)

export const exceptionActionTaken = defineEvent(
  'exception.action_taken',
  TriageData.extend({
    action: z.string(),
    /** The action in the past tense, e.g. "corrected the address". */
    past: z.string(),
    ...ActionData.shape,
  }),
  "A staff member took one of the exception kind's actions.",
  everywhere,
)

export const exceptionRefundApproved = defineEvent(
  'exception.refund_approved',
  TriageData,
  'The refund that the exception asked for was approved.',
  everywhere,
)

export const exceptionRefundRejected = defineEvent(
  'exception.refund_rejected',
  TriageData,
  'The refund that the exception asked for was rejected.',
  everywhere,
)
