import { ingestDelivery as ingest } from '@/server/commands/deliveries/ingest-delivery'
import { reportBrokenDelivery } from '@/server/commands/deliveries/report-broken-delivery'
import { systemActor } from '@/server/domain/actor'
import { withRequestId } from '@/server/log'
import { deliveryReceived, inngest } from './client'
import { flushOutbox } from './flush-outbox'

/** Brings a stored storefront message into the tables, and sends on what follows from it. */
export const ingestDelivery = inngest.createFunction(
  {
    id: 'ingest-delivery',
    name: 'Ingest delivery',
    triggers: [deliveryReceived],
    retries: 10,
    onFailure: ({ event, error, step }) =>
      step.run('report', () => reportBrokenDelivery(event.data.event.data, error)),
  },
  async ({ event, step }) => {
    const { deliveryId, requestId } = event.data
    const result = await step.run('ingest', () =>
      withRequestId(requestId, () =>
        ingest({ deliveryId }, { actor: systemActor('intake'), requestId }),
      ),
    )
    await flushOutbox()
    return result
  },
)
