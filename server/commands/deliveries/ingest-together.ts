import { oneStatement } from '@/db/client'
import { type DeliveryRow, listWithSiblings } from '@/db/queries/deliveries'
import { readDelivery } from '@/server/adapters/shopify/read-delivery'
import { logger } from '@/server/log'
import type { IngestResult } from './ingest'
import { ingestGroup, isOpen, orderIdOf, type ReadDelivery } from './ingest-group'

const log = logger('intake')

type Received = { deliveryId: string; requestId: string }
type Group = [ReadDelivery, ...ReadDelivery[]]

/**
 * Brings deliveries into the tables, those of one order in one transaction, and with them what
 * else came of their orders: a storefront sends several messages of an order within moments, and
 * the runs that they were given to then find them done. Returns what became of them, by their ids.
 * Those that are missing have to be ingested alone: they, or one beside them, could not be taken
 * over, and none is to take others with it.
 * @throws when the deliveries cannot be read from the database
 */
export async function ingestTogether(
  received: readonly Received[],
): Promise<Map<string, IngestResult>> {
  const rows = await listWithSiblings(
    oneStatement(),
    received.map(({ deliveryId }) => deliveryId),
  )
  const results = new Map<string, IngestResult>()
  for (const { id, status } of rows) if (!isOpen(status)) results.set(id, { status })
  for (const group of groupByOrder(rows, received)) {
    try {
      for (const [id, result] of await ingestGroup(group)) results.set(id, result)
    } catch (error) {
      log.info({ err: error, deliveries: group.length }, 'deliveries are ingested one by one')
    }
  }
  return results
}

/** In the order of receipt. One that cannot be read is in no group. */
function groupByOrder(rows: readonly DeliveryRow[], received: readonly Received[]): Group[] {
  const requestIds = new Map(received.map((one) => [one.deliveryId, one.requestId]))
  const groups = new Map<string, Group>()
  for (const delivery of rows) {
    const { id, status, platform, shopDomain } = delivery
    const content = isOpen(status) ? tryToRead(delivery) : undefined
    if (!content) continue
    const read = { delivery, content, requestId: requestIds.get(id) ?? delivery.requestId }
    const key = `${platform} ${shopDomain} ${orderIdOf(content) ?? `- ${id}`}`
    const group = groups.get(key)
    if (group) group.push(read)
    else groups.set(key, [read])
  }
  return [...groups.values()]
}

function tryToRead({ topic, body }: DeliveryRow) {
  try {
    return readDelivery(topic, body)
  } catch {
    return undefined
  }
}
