import { WEBHOOKS_RECEIVED } from '@/domain/events/pipeline-events'
import { systemActor } from '@/domain/staff/actor'
import { ingestTogether } from '@/server/modules/intake/ingest-batch'
import { ingestWebhook as ingest } from '@/server/modules/intake/ingest-webhook'
import { reportBrokenWebhook } from '@/server/modules/intake/report-broken-webhook'
import { retryAlone } from '@/server/modules/intake/retry-webhook'
import { inngest, webhooksReceived } from './client'
import { guard } from './guard'
import { flushOutbox } from './upkeep/flush-outbox'

/** Brings stored storefront messages into the tables, and sends on what follows from them. */
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
  // One command is the whole function: as a step of its own it would take the engine two calls.
  async ({ event }) => {
    const { webhooks } = event.data
    const together = await guard(event.data.requestId, () => ingestTogether(webhooks))
    const results = []
    const broken: typeof webhooks = []
    for (const webhook of webhooks) {
      const { webhookId, requestId } = webhook
      const context = { actor: systemActor('intake'), requestId }
      const alone = () => ingest({ webhookId }, context)
      try {
        results.push(together.get(webhookId) ?? (await guard(requestId, alone)))
      } catch (error) {
        if (webhooks.length === 1) throw error
        broken.push(webhook)
      }
    }
    if (broken.length > 0) await guard(event.data.requestId, () => retryAlone(broken))
    await flushOutbox()
    return results
  },
)
