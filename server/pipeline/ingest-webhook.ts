import { DELIVERIES_RECEIVED } from '@/domain/pipeline/events'
import { systemActor } from '@/domain/staff/actor'
import { ingestTogether } from '@/server/modules/intake/ingest-batch'
import { ingestDelivery as ingest } from '@/server/modules/intake/ingest-webhook'
import { reportBrokenDelivery } from '@/server/modules/intake/report-broken-webhook'
import { retryAlone } from '@/server/modules/intake/retry-webhook'
import { deliveriesReceived, inngest } from './client'
import { guard } from './guard'
import { flushOutbox } from './upkeep/flush-outbox'

/** Brings stored storefront messages into the tables, and sends on what follows from them. */
export const ingestDelivery = inngest.createFunction(
  {
    id: 'ingest-delivery',
    name: 'Ingest delivery',
    triggers: [deliveriesReceived],
    retries: 20,
    onFailure: ({ event, error, step }) => {
      const { deliveries, requestId } = DELIVERIES_RECEIVED.parse(event.data.event.data)
      const report = () =>
        Promise.all(deliveries.map((delivery) => reportBrokenDelivery(delivery, error)))
      return step.run('report', () => guard(requestId, report))
    },
  },
  // One command is the whole function: as a step of its own it would take the engine two calls.
  async ({ event }) => {
    const { deliveries } = event.data
    const together = await guard(event.data.requestId, () => ingestTogether(deliveries))
    const results = []
    const broken: typeof deliveries = []
    for (const delivery of deliveries) {
      const { deliveryId, requestId } = delivery
      const context = { actor: systemActor('intake'), requestId }
      const alone = () => ingest({ deliveryId }, context)
      try {
        results.push(together.get(deliveryId) ?? (await guard(requestId, alone)))
      } catch (error) {
        if (deliveries.length === 1) throw error
        broken.push(delivery)
      }
    }
    if (broken.length > 0) await guard(event.data.requestId, () => retryAlone(broken))
    await flushOutbox()
    return results
  },
)
