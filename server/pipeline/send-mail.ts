import { env } from '@/server/env'
import { reportBrokenMail, sendCustomerMail } from '@/server/modules/emails/send-customer-mail'
import { inngest, mailRequested } from './client'
import { guard } from './guard'

/** Sends an email that staff wrote to a customer. */
export const sendMail = inngest.createFunction(
  {
    id: 'send-mail',
    name: 'Send email',
    triggers: [mailRequested],
    concurrency: [{ key: 'event.data.mailKey', limit: 1 }],
    retries: 20,
    onFailure: ({ event, error, step }) => {
      const { data } = event.data.event
      return step.run('report', () => guard(data.requestId, () => reportBrokenMail(data, error)))
    },
  },
  async ({ event, step }) => {
    const run = { ...event.data, retryScale: env().AFTERCART_RETRY_SCALE }
    return step.run('mail', () => guard(run.requestId, () => sendCustomerMail(run)))
  },
)
