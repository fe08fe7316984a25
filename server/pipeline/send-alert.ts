import { env } from '@/server/env'
import { sendAlert as send } from '@/server/modules/admin/send-alert'
import { alertScheduled, inngest } from './client'
import { guard } from './guard'

/** Sends an alert to one staff member or channel. */
export const sendAlert = inngest.createFunction(
  {
    id: 'send-alert',
    name: 'Send alert',
    triggers: [alertScheduled],
    concurrency: [{ key: 'event.data.alertId', limit: 1 }],
    retries: 10,
  },
  async ({ event, step }) => {
    const run = { ...event.data, retryScale: env().AFTERCART_RETRY_SCALE }
    return step.run('send', () => guard(run.requestId, () => send(run)))
  },
)
