import { z } from 'zod'
import { orderIdSchema, paymentIdSchema, resolutionIdSchema } from '../id-schemas'
import { defineEvent } from './define-event'

const OfOrder = z.object({ orderId: orderIdSchema })
const timeline = {} as const

/** A transaction as the storefront reports it; `amount` is a plain decimal. */
const Reported = OfOrder.extend({
  status: z.string(),
  gateway: z.string(),
  externalId: z.string(),
  amount: z.string(),
  currency: z.string(),
})

export const paymentAuthorizationReported = defineEvent(
  'payment.authorization_reported',
  Reported,
  'The storefront reported an authorization.',
  { timeline },
)

export const paymentSaleReported = defineEvent(
  'payment.sale_reported',
  Reported,
  'The storefront reported a payment that was captured at once.',
  { timeline },
)

export const paymentCaptureReported = defineEvent(
  'payment.capture_reported',
  Reported,
  'The storefront reported a capture.',
  { timeline },
)

export const paymentRefundReported = defineEvent(
  'payment.refund_reported',
  Reported,
  'The storefront reported that a payment was refunded.',
  { timeline },
)

export const paymentVoidReported = defineEvent(
  'payment.void_reported',
  Reported,
  'The storefront reported that an authorization was voided.',
  { timeline },
)

export const paymentCaptured = defineEvent(
  'payment.captured',
  OfOrder.extend({
    paymentId: paymentIdSchema,
    gateway: z.string().optional(),
    amountMinor: z.string().optional(),
    /** A plain decimal. */
    amount: z.string().optional(),
    currency: z.string().optional(),
  }),
  'A payment was captured.',
  { timeline },
)

export const paymentRefunded = defineEvent(
  'payment.refunded',
  OfOrder.extend({
    resolutionId: resolutionIdSchema,
    paymentId: paymentIdSchema,
    reference: z.string(),
    amountMinor: z.string(),
    amount: z.string(),
    currency: z.string(),
  }),
  'The gateway returned money to the customer.',
  { timeline },
)

export const paymentVoided = defineEvent(
  'payment.voided',
  OfOrder.extend({ paymentId: paymentIdSchema, reference: z.string().optional() }),
  'An authorization was voided.',
  { timeline },
)

/** `amount` is formatted with its currency. */
const WithAmount = OfOrder.extend({ amount: z.string() })

export const paymentLinkSent = defineEvent(
  'payment_link.sent',
  WithAmount,
  'A payment link was emailed to the customer.',
  { timeline },
)

export const paymentLinkPaid = defineEvent(
  'payment_link.paid',
  WithAmount,
  'The customer paid with a payment link.',
  { timeline },
)

export const paymentLinkPaidLate = defineEvent(
  'payment_link.paid_late',
  WithAmount,
  'The customer paid with a link that was no longer needed; the money is returned.',
  { timeline },
)

const Dispute = WithAmount.extend({ externalId: z.string(), status: z.string() })

export const disputeOpened = defineEvent(
  'dispute.opened',
  Dispute,
  'The customer disputes a payment at their bank.',
  { timeline },
)

export const disputeWon = defineEvent('dispute.won', Dispute, 'A dispute was won.', { timeline })

export const disputeLost = defineEvent('dispute.lost', Dispute, 'A dispute was lost.', { timeline })

/** The event that a dispute is recorded as, by its outcome. */
export const DISPUTE_EVENTS = { open: disputeOpened, kept: disputeWon, lost: disputeLost } as const

/** The event that a transaction reported by the storefront is recorded as. */
export const REPORTED_TRANSACTION_EVENTS = {
  authorization: paymentAuthorizationReported,
  sale: paymentSaleReported,
  capture: paymentCaptureReported,
  refund: paymentRefundReported,
  void: paymentVoidReported,
} as const
