import { ingestDelivery as ingest } from '@/server/commands/deliveries/ingest-delivery'
import { reportBrokenDelivery } from '@/server/commands/deliveries/report-broken-delivery'
import { systemActor } from '@/server/domain/actor'
import { deliveryReceived, inngest } from './client'
import { flushOutbox } from './flush-outbox'
import { guard } from './guard'

/** Brings a stored storefront message into the tables, and sends on what follows from it. */
export const ingestDelivery = inngest.createFunction(
  {
    id: 'ingest-delivery',
    name: 'Ingest delivery',
    triggers: [deliveryReceived],
    retries: 20,
    onFailure: ({ event, error, step }) => {
      const { data } = event.data.event
      return step.run('report', () =>
        guard(data.requestId, () => reportBrokenDelivery(data, error)),
      )
    },
  },
  // One command is the whole function: as a step of its own it would take the engine two calls.
  async ({ event }) => {
    const { deliveryId, requestId } = event.data
    const context = { actor: systemActor('intake'), requestId }
    const result = await guard(requestId, () => ingest({ deliveryId }, context))
    await flushOutbox()
    return result
  },
)
