import { z } from 'zod'
import { orderIdSchema, resolutionIdSchema } from '../id-schemas'
import { defineEvent } from './define-event'

const OfResolution = z.object({ orderId: orderIdSchema, resolutionId: resolutionIdSchema })
const timeline = {} as const
const audit = { type: 'resolution', id: 'resolutionId' } as const
const both = { timeline, audit } as const

/** `total` is formatted with its currency. */
const RefundRequest = OfResolution.extend({
  method: z.string().nullable(),
  totalMinor: z.string(),
  total: z.string(),
  currency: z.string(),
  note: z.string().optional(),
  approvalReasons: z.array(z.unknown()).optional(),
})

export const refundIssued = defineEvent(
  'refund.issued',
  RefundRequest,
  'A staff member issued a refund.',
  both,
)

export const refundApprovalRequested = defineEvent(
  'refund.approval_requested',
  RefundRequest,
  'A staff member requested approval for a refund above their limit.',
  both,
)

const Decision = OfResolution.extend({
  total: z.string(),
  requestedBy: z.string().nullable(),
  note: z.string().optional(),
})

export const refundApproved = defineEvent(
  'refund.approved',
  Decision,
  'A refund request was approved.',
  both,
)

export const refundRejected = defineEvent(
  'refund.rejected',
  Decision,
  'A refund request was rejected.',
  both,
)

export const refundExpired = defineEvent(
  'refund.expired',
  OfResolution,
  'A refund request expired without a decision.',
  both,
)

const Settled = OfResolution.extend({ total: z.string(), reason: z.string().optional() })

export const refundSucceeded = defineEvent(
  'refund.succeeded',
  Settled,
  'Every part of a refund succeeded.',
  { timeline },
)

export const refundFailed = defineEvent(
  'refund.failed',
  Settled,
  'Every part of a refund failed.',
  {
    timeline,
  },
)

export const refundPartiallySucceeded = defineEvent(
  'refund.partially_succeeded',
  Settled,
  'Some parts of a refund succeeded and others failed.',
  { timeline },
)

export const refundRetried = defineEvent(
  'refund.retried',
  OfResolution.extend({ as: z.enum(['same', 'gift_card']) }),
  'A staff member retried a failed refund, the same way or as a gift card.',
  both,
)

export const refundLookedUp = defineEvent(
  'refund.looked_up',
  OfResolution,
  'A staff member asked the gateway for the status of a refund.',
  { timeline },
)

export const refundOutcomeRecorded = defineEvent(
  'refund.outcome_recorded',
  OfResolution.extend({
    outcome: z.enum(['done', 'not_done']),
    reference: z.string().optional(),
    reason: z.string().optional(),
  }),
  'A staff member recorded the outcome of a refund manually.',
  both,
)

export const refundRestocked = defineEvent(
  'refund.restocked',
  OfResolution.extend({
    lines: z.array(z.object({ lineId: z.string(), quantity: z.number(), restock: z.unknown() })),
  }),
  'Refunded items were restocked.',
  { timeline },
)

export const refundReported = defineEvent(
  'refund.reported',
  z.object({
    orderId: orderIdSchema,
    externalId: z.string(),
    /** A plain decimal. */
    amount: z.string(),
    currency: z.string(),
    transactions: z.number(),
  }),
  'A refund was made at the storefront.',
  { timeline },
)

export const resolutionEmailed = defineEvent(
  'resolution.emailed',
  OfResolution,
  'The customer was emailed about a refund or reshipment.',
  { timeline },
)

const ReshipmentRequest = OfResolution.extend({
  units: z.number(),
  goods: z.string(),
  note: z.string().optional(),
  overrideReason: z.string().optional(),
  approvalReasons: z.array(z.unknown()).optional(),
})

export const reshipmentIssued = defineEvent(
  'reshipment.issued',
  ReshipmentRequest,
  'A staff member issued a reshipment.',
  both,
)

export const reshipmentApprovalRequested = defineEvent(
  'reshipment.approval_requested',
  ReshipmentRequest,
  'A staff member requested approval for a reshipment.',
  both,
)

export const reshipmentApproved = defineEvent(
  'reshipment.approved',
  Decision,
  'A reshipment request was approved.',
  both,
)

export const reshipmentRejected = defineEvent(
  'reshipment.rejected',
  Decision,
  'A reshipment request was rejected.',
  both,
)

export const reshipmentExpired = defineEvent(
  'reshipment.expired',
  OfResolution,
  'A reshipment request expired without a decision.',
  both,
)

export const reshipmentLabelBought = defineEvent(
  'reshipment.label_bought',
  OfResolution.extend({
    carrier: z.string(),
    service: z.string().nullable(),
    trackingNumber: z.string(),
    trackingUrl: z.string().nullable(),
  }),
  'A label for a reshipment was bought.',
  { timeline },
)
