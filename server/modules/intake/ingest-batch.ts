import { oneStatement } from '@/db/client'
import { listWithSiblings, type WebhookRow } from '@/db/queries/webhooks/webhooks'
import type { WebhookId } from '@/domain/ids'
import { readWebhook, type WebhookContent } from '@/server/adapters/shopify/read-webhook'
import { logger } from '@/server/log'
import type { IngestResult } from '../orders/ingest'
import { ingestGroup, isOpen, orderIdOf, type ReadWebhook } from './internal/ingest-order-webhooks'
import { activeRunFor, withOrderMutex } from './internal/order-mutex'

const log = logger('intake')

type Received = { webhookId: WebhookId; requestId: string }
type Group = [ReadWebhook, ...ReadWebhook[]]

/**
 * Brings webhooks into the tables, as many of one order as can be in one transaction, and with
 * them what else came of their orders: a storefront sends several messages of an order within
 * moments, and the runs that they were given to then find them done. Returns what became of them,
 * by their ids. Those that are missing have to be ingested alone: they, or one beside them, could
 * not be taken over, and none is to take others with it.
 * @throws when the webhooks cannot be read from the database
 */
export async function ingestTogether(
  received: readonly Received[],
): Promise<Map<string, IngestResult>> {
  const results = new Map<string, IngestResult>()
  const mine: WebhookRow[] = []
  const others = new Map<string, Promise<void>>()
  const ids = received.map(({ webhookId }) => webhookId)
  for (const row of await listWithSiblings(oneStatement(), ids)) {
    const { id, status } = row
    const other = activeRunFor(keyOf(row))
    if (!isOpen(status)) results.set(id, { status })
    else if (other === undefined) mine.push(row)
    else others.set(id, other)
  }
  const groups = groupByOrder(mine, received)
  await withOrderMutex(mine.map(keyOf), () => ingestGroups(groups, results))
  const left = received.filter(({ webhookId }) => others.has(webhookId))
  if (left.length === 0) return results
  await Promise.all(left.map(({ webhookId }) => others.get(webhookId)))
  return new Map([...results, ...(await ingestTogether(left))])
}

/** The order of a webhook that is not read yet, or the webhook itself where that cannot be told. */
const keyOf = ({ platform, shopDomain, externalOrderId, id }: WebhookRow) =>
  `${platform} ${shopDomain} ${externalOrderId ?? `- ${id}`}`

/** What breaks is left out of the results. */
async function ingestGroups(
  groups: readonly Group[],
  results: Map<string, IngestResult>,
): Promise<void> {
  for (const group of groups) {
    try {
      for (const [id, result] of await ingestGroup(group)) results.set(id, result)
    } catch (error) {
      log.info({ err: error, webhooks: group.length }, 'webhooks are ingested one by one')
    }
  }
}

/** What later messages look up among those that were worked: it has to be settled before them. */
const LOOKED_UP: readonly WebhookContent['subject'][] = ['order-edit', 'refund']

/**
 * Parts of an order's messages that can share a transaction, all in the order of receipt. One that
 * cannot be read is in none.
 */
function groupByOrder(rows: readonly WebhookRow[], received: readonly Received[]): Group[] {
  const requestIds = new Map(received.map((one) => [one.webhookId, one.requestId]))
  const groups: Group[] = []
  const growing = new Map<string, Group>()
  for (const webhook of rows) {
    const content = tryToRead(webhook)
    if (!content) continue
    const requestId = requestIds.get(webhook.id) ?? webhook.requestId
    const read = { webhook, content, requestId }
    const key = keyOf({ ...webhook, externalOrderId: orderIdOf(content) })
    const isApart = LOOKED_UP.includes(content.subject)
    const group = isApart ? undefined : growing.get(key)
    if (group) {
      group.push(read)
      continue
    }
    const next: Group = [read]
    groups.push(next)
    if (isApart) growing.delete(key)
    else growing.set(key, next)
  }
  return groups
}

function tryToRead({ topic, body }: WebhookRow) {
  try {
    return readWebhook(topic, body)
  } catch {
    return undefined
  }
}
