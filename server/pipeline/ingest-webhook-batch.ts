import { createHash } from 'node:crypto'
import { EVENT_SCHEMAS } from '@/domain/events/pipeline-events'

type QueuedEvent = { id: string; name: string; data: Record<string, unknown> }

/** The most webhooks that one run processes. */
const MAX_WEBHOOKS = 10

/**
 * Combines up to ten queued webhooks into one engine event, so that a burst costs a fraction of a
 * run per webhook. The idempotency key covers all of them: batched differently after a crash they
 * are sent again, which is harmless because ingesting is idempotent. Webhooks marked `isAlone` get
 * their own event; other events are returned unchanged.
 */
export function batchWebhooks(events: QueuedEvent[]): QueuedEvent[] {
  const webhooks: QueuedEvent[] = []
  const others: QueuedEvent[] = []
  for (const event of events) {
    if (event.name !== 'webhook/received') others.push(event)
    else if (event.data.isAlone === true) others.push(toBatch([event]))
    else webhooks.push(event)
  }
  const batches: QueuedEvent[] = []
  for (let from = 0; from < webhooks.length; from += MAX_WEBHOOKS)
    batches.push(toBatch(webhooks.slice(from, from + MAX_WEBHOOKS)))
  return [...batches, ...others]
}

function toBatch(events: QueuedEvent[]): QueuedEvent {
  const webhooks = events.map(({ data }) => EVENT_SCHEMAS['webhook/received'].parse(data))
  const id = createHash('sha256')
    .update(events.map((event) => event.id).join())
    .digest('hex')
  return {
    id: `webhooks-${id}`,
    name: 'webhooks/received',
    data: {
      webhooks: webhooks.map(({ webhookId, requestId }) => ({ webhookId, requestId })),
      requestId: webhooks[0]?.requestId,
    },
  }
}
