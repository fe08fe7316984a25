import { z } from 'zod'

const requestId = z.string()
const ForOrder = z.object({ orderId: z.string(), requestId })
const ForResolution = ForOrder.extend({ resolutionId: z.string() })
const Webhook = z.object({ webhookId: z.string(), requestId })

/**
 * The events of the pipeline by name. They travel through the outbox, so their data is JSON.
 * `requestId` follows a webhook through the log lines of every step.
 */
export const EVENT_SCHEMAS = {
  /** A webhook was stored. `isAlone`: it failed in a batch and gets its own run. */
  'webhook/received': Webhook.extend({ isAlone: z.boolean().optional() }),
  /** A new order was stored: its run starts. */
  'order/placed': ForOrder,
  /** The cause of a block is resolved: the order gets a new run. */
  'order/resumed': ForOrder.extend({
    reason: z.string(),
    /** The order's first unfinished step; without it the run looks it up. */
    step: z.string().optional(),
  }),
  /** The order was canceled: its run stops and authorizations are voided. */
  'order/canceled': ForOrder,
  /** A bulk job has rows left to process. */
  'bulk-job/requested': z.object({ jobId: z.string(), requestId }),
  /** A vendor is down: its breaker needs probes, and later its queue drains. */
  'breaker/opened': z.object({ key: z.string(), requestId }),
  /** The order was paid another way, so this payment's authorization must be voided. */
  'authorization/abandoned': ForOrder.extend({ paymentId: z.string() }),
  /** A payment page must be created and emailed to the customer. */
  'payment-link/requested': z.object({ linkId: z.string(), requestId }),
  /** An alert to one person or channel is due. */
  'alert/scheduled': z.object({ alertId: z.string(), requestId }),
  /** The receipt must be sent again; `key` is the email's idempotency key. */
  'receipt/requested': ForOrder.extend({ key: z.string() }),
  /** A refund must be sent to the gateway, or looked up there. */
  'refund/requested': ForResolution,
  /** A label for a reshipment must be bought. */
  'reshipment/requested': ForResolution,
  /** A scheduled report is due, or a staff member asked to send it now. */
  'report-mail/requested': z.object({ mailId: z.string(), requestId }),
  /** An email that staff wrote must be sent; `mailKey` is its idempotency key. */
  'mail/requested': ForOrder.extend({ mailKey: z.string() }),
} as const

export type EventName = keyof typeof EVENT_SCHEMAS
export type EventData<N extends EventName> = z.infer<(typeof EVENT_SCHEMAS)[N]>
export type PipelineEvent = { [N in EventName]: { name: N; data: EventData<N> } }[EventName]

/** Several received webhooks as one engine event, which one run processes as a batch. */
export const WEBHOOKS_RECEIVED = z.object({ webhooks: z.array(Webhook).min(1), requestId })
