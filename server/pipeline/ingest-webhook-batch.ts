import { createHash } from 'node:crypto'
import { EVENT_SCHEMAS } from '@/domain/events/pipeline-events'

type QueuedEvent = { id: string; name: string; data: Record<string, unknown> }

/** How many webhooks a run works, one after the other. */
const MOST = 10

/**
 * Makes one event of up to ten webhooks that wait together, so that a burst of them costs the
 * engine a fraction of a run each. The key names all of them: gathered otherwise after a crash,
 * they come again, and what is ingested stays so. Other events, and webhooks that are to have a
 * run of their own, go as they are.
 */
export function gatherWebhooks(events: QueuedEvent[]): QueuedEvent[] {
  const webhooks: QueuedEvent[] = []
  const others: QueuedEvent[] = []
  for (const event of events) {
    if (event.name !== 'webhook/received') others.push(event)
    else if (event.data.isAlone === true) others.push(gathered([event]))
    else webhooks.push(event)
  }
  const groups: QueuedEvent[] = []
  for (let from = 0; from < webhooks.length; from += MOST)
    groups.push(gathered(webhooks.slice(from, from + MOST)))
  return [...groups, ...others]
}

function gathered(events: QueuedEvent[]): QueuedEvent {
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
