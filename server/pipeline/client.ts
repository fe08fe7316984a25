import { eventType, Inngest } from 'inngest'
import { EVENT_SCHEMAS, WEBHOOKS_RECEIVED } from '@/domain/events/pipeline-events'
import { logger } from '@/server/log'

const log = logger('pipeline')

/**
 * The pipeline's client. The environment selects the engine (INNGEST_DEV, or INNGEST_EVENT_KEY +
 * INNGEST_SIGNING_KEY + INNGEST_BASE_URL): the embedded runner or Inngest. Consecutive steps
 * execute in one call and are reported to the engine together. After a crash they execute again;
 * all steps are idempotent, because `order_steps` records what is done.
 */
export const inngest = new Inngest({
  id: 'aftercart',
  checkpointing: { bufferedSteps: 16, maxRuntime: '10s' },
  aiMetadata: false,
  logger: {
    info: (...args: unknown[]) => log.info({ args }, 'engine'),
    warn: (...args: unknown[]) => log.warn({ args }, 'engine'),
    error: (...args: unknown[]) => log.error({ args }, 'engine'),
    debug: (...args: unknown[]) => log.debug({ args }, 'engine'),
  },
})

export const webhooksReceived = eventType('webhooks/received', { schema: WEBHOOKS_RECEIVED })
export const orderPlaced = eventType('order/placed', { schema: EVENT_SCHEMAS['order/placed'] })
export const orderResumed = eventType('order/resumed', { schema: EVENT_SCHEMAS['order/resumed'] })
export const orderCanceled = eventType('order/canceled', {
  schema: EVENT_SCHEMAS['order/canceled'],
})
export const receiptRequested = eventType('receipt/requested', {
  schema: EVENT_SCHEMAS['receipt/requested'],
})
export const refundRequested = eventType('refund/requested', {
  schema: EVENT_SCHEMAS['refund/requested'],
})
export const mailRequested = eventType('mail/requested', {
  schema: EVENT_SCHEMAS['mail/requested'],
})
export const reshipmentRequested = eventType('reshipment/requested', {
  schema: EVENT_SCHEMAS['reshipment/requested'],
})
export const bulkJobRequested = eventType('bulk-job/requested', {
  schema: EVENT_SCHEMAS['bulk-job/requested'],
})
export const breakerOpened = eventType('breaker/opened', {
  schema: EVENT_SCHEMAS['breaker/opened'],
})
export const reportMailRequested = eventType('report-mail/requested', {
  schema: EVENT_SCHEMAS['report-mail/requested'],
})
export const alertScheduled = eventType('alert/scheduled', {
  schema: EVENT_SCHEMAS['alert/scheduled'],
})
export const authorizationAbandoned = eventType('authorization/abandoned', {
  schema: EVENT_SCHEMAS['authorization/abandoned'],
})
export const paymentLinkRequested = eventType('payment-link/requested', {
  schema: EVENT_SCHEMAS['payment-link/requested'],
})
