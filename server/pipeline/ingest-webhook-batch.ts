import { createHash } from 'node:crypto'
import { EVENT_SCHEMAS } from '@/domain/pipeline/events'

type QueuedEvent = { id: string; name: string; data: Record<string, unknown> }

/** How many deliveries a run works, one after the other. */
const MOST = 10

/**
 * Makes one event of up to ten deliveries that wait together, so that a burst of them costs the
 * engine a fraction of a run each. The key names all of them: gathered otherwise after a crash,
 * they come again, and what is ingested stays so. Other events, and deliveries that are to have a
 * run of their own, go as they are.
 */
export function gatherDeliveries(events: QueuedEvent[]): QueuedEvent[] {
  const deliveries: QueuedEvent[] = []
  const others: QueuedEvent[] = []
  for (const event of events) {
    if (event.name !== 'delivery/received') others.push(event)
    else if (event.data.isAlone === true) others.push(gathered([event]))
    else deliveries.push(event)
  }
  const groups: QueuedEvent[] = []
  for (let from = 0; from < deliveries.length; from += MOST)
    groups.push(gathered(deliveries.slice(from, from + MOST)))
  return [...groups, ...others]
}

function gathered(events: QueuedEvent[]): QueuedEvent {
  const deliveries = events.map(({ data }) => EVENT_SCHEMAS['delivery/received'].parse(data))
  const id = createHash('sha256')
    .update(events.map((event) => event.id).join())
    .digest('hex')
  return {
    id: `deliveries-${id}`,
    name: 'deliveries/received',
    data: {
      deliveries: deliveries.map(({ deliveryId, requestId }) => ({ deliveryId, requestId })),
      requestId: deliveries[0]?.requestId,
    },
  }
}
