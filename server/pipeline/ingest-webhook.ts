import { WEBHOOKS_RECEIVED } from '@/domain/events/pipeline-events'
import { systemActor } from '@/domain/staff/actor'
import { ingestBatch } from '@/server/modules/intake/ingest-batch'
import { ingestWebhook as ingest } from '@/server/modules/intake/ingest-webhook'
import { reportBrokenWebhook } from '@/server/modules/intake/report-broken-webhook'
import { retryWebhooks } from '@/server/modules/intake/retry-webhook'
import { inngest, webhooksReceived } from './client'
import { guard } from './guard'
import { flushOutbox } from './upkeep/flush-outbox'

/** Applies stored webhooks to the tables and flushes the events they cause. */
export const ingestWebhook = inngest.createFunction(
  {
    id: 'ingest-webhook',
    name: 'Ingest webhook',
    triggers: [webhooksReceived],
    retries: 20,
    onFailure: ({ event, error, step }) => {
      const { webhooks, requestId } = WEBHOOKS_RECEIVED.parse(event.data.event.data)
      const report = () =>
        Promise.all(webhooks.map((webhook) => reportBrokenWebhook(webhook, error)))
      return step.run('report', () => guard(requestId, report))
    },
  },
  // No engine step here: a step would cost a second engine call.
  async ({ event }) => {
    const { webhooks } = event.data
    const batch = await guard(event.data.requestId, () => ingestBatch(webhooks))
    const results = []
    const failed: typeof webhooks = []
    for (const webhook of webhooks) {
      const { webhookId, requestId } = webhook
      const context = { actor: systemActor('intake'), requestId }
      const alone = () => ingest({ webhookId }, context)
      try {
        results.push(batch.get(webhookId) ?? (await guard(requestId, alone)))
      } catch (error) {
        if (webhooks.length === 1) throw error
        failed.push(webhook)
      }
    }
    if (failed.length > 0) await guard(event.data.requestId, () => retryWebhooks(failed))
    await flushOutbox()
    return results
  },
)
