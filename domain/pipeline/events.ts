import { z } from 'zod'

const Webhook = z.object({ webhookId: z.string(), requestId: z.string() })

/**
 * The events of the pipeline, by name. They travel through the outbox, so their data is JSON.
 * `requestId` follows a webhook from the webhook through every step's log lines.
 */
export const EVENT_SCHEMAS = {
  /** `isAlone`: it broke among others, and is to have a run of its own. */
  'webhook/received': Webhook.extend({ isAlone: z.boolean().optional() }),
  'order/placed': z.object({ orderId: z.string(), requestId: z.string() }),
  'order/resumed': z.object({
    orderId: z.string(),
    requestId: z.string(),
    reason: z.string(),
    /** The order's first unfinished step; without it the run looks it up. */
    step: z.string().optional(),
  }),
  'bulk-job/requested': z.object({ jobId: z.string(), requestId: z.string() }),
  /** Somebody has to see to the probes and the queue of a vendor that is down. */
  'breaker/opened': z.object({ key: z.string(), requestId: z.string() }),
  /** The money of a declined card came otherwise: its hold is to be given back. */
  'hold/given-up': z.object({ orderId: z.string(), paymentId: z.string(), requestId: z.string() }),
  /** A page on which the customer can pay is to be made and mailed. */
  'payment-link/requested': z.object({ linkId: z.string(), requestId: z.string() }),
  /** A message to one person or channel is to leave. */
  'alert/due': z.object({ alertId: z.string(), requestId: z.string() }),
  'order/canceled': z.object({ orderId: z.string(), requestId: z.string() }),
  'receipt/requested': z.object({
    orderId: z.string(),
    /** The mail's idempotency key. */
    key: z.string(),
    requestId: z.string(),
  }),
  'refund/requested': z.object({
    resolutionId: z.string(),
    orderId: z.string(),
    requestId: z.string(),
  }),
  'reshipment/requested': z.object({
    resolutionId: z.string(),
    orderId: z.string(),
    requestId: z.string(),
  }),
  /** A scheduled report is due, or somebody asked for one at once. */
  'report-mail/requested': z.object({ mailId: z.string(), requestId: z.string() }),
  /** A mail that a person wrote to a customer; `mailKey` is its idempotency key. */
  'mail/requested': z.object({
    mailKey: z.string(),
    orderId: z.string(),
    requestId: z.string(),
  }),
} as const

export type EventName = keyof typeof EVENT_SCHEMAS
export type EventData<N extends EventName> = z.infer<(typeof EVENT_SCHEMAS)[N]>
export type PipelineEvent = { [N in EventName]: { name: N; data: EventData<N> } }[EventName]

/** What the engine is sent for webhooks that wait in the outbox together: one run works them. */
export const WEBHOOKS_RECEIVED = z.object({
  webhooks: z.array(Webhook).min(1),
  requestId: z.string(),
})
