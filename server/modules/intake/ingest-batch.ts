import { getDb } from '@/db/client'
import { listWithSiblings, type WebhookRow } from '@/db/queries/webhooks/webhooks'
import type { WebhookId } from '@/domain/ids'
import { readWebhook, type WebhookContent } from '@/server/adapters/shopify/read-webhook'
import { logger } from '@/server/log'
import type { IngestResult } from '../orders/ingest'
import {
  ingestOrderWebhooks,
  isOpen,
  orderIdOf,
  type ReadWebhook,
} from './internal/ingest-order-webhooks'
import { activeRunFor, withOrderMutex } from './internal/order-mutex'

const log = logger('intake')

type Received = { webhookId: WebhookId; requestId: string }
type Group = [ReadWebhook, ...ReadWebhook[]]

/**
 * Ingests webhooks, those of one order in as few transactions as possible, together with the
 * order's other open webhooks: a storefront sends several within moments, and the runs they were
 * assigned to then find them done.
 * @returns results by webhook id; missing ones failed alone or with their group, and the caller
 *   must ingest each of them in its own transaction
 * @throws when the webhooks cannot be read from the database
 */
export async function ingestBatch(
  received: readonly Received[],
): Promise<Map<string, IngestResult>> {
  const results = new Map<string, IngestResult>()
  const available: WebhookRow[] = []
  const taken = new Map<string, Promise<void>>()
  const ids = received.map(({ webhookId }) => webhookId)
  for (const row of await listWithSiblings(getDb(), ids)) {
    const { id, status } = row
    const otherRun = activeRunFor(keyOf(row))
    if (!isOpen(status)) results.set(id, { status })
    else if (otherRun === undefined) available.push(row)
    else taken.set(id, otherRun)
  }
  const groups = groupByOrder(available, received)
  await withOrderMutex(available.map(keyOf), () => ingestGroups(groups, results))
  const left = received.filter(({ webhookId }) => taken.has(webhookId))
  if (left.length === 0) return results
  await Promise.all(left.map(({ webhookId }) => taken.get(webhookId)))
  return new Map([...results, ...(await ingestBatch(left))])
}

/** The mutex key of a webhook's order, or of the webhook itself when its order is unknown. */
const keyOf = ({ platform, shopDomain, externalOrderId, id }: WebhookRow) =>
  `${platform} ${shopDomain} ${externalOrderId ?? `- ${id}`}`

/** Groups that fail are left out of the results. */
async function ingestGroups(
  groups: readonly Group[],
  results: Map<string, IngestResult>,
): Promise<void> {
  for (const group of groups) {
    try {
      for (const [id, result] of await ingestOrderWebhooks(group)) results.set(id, result)
    } catch (error) {
      log.info(
        { err: error, webhooks: group.length },
        'a group of webhooks failed and is ingested one by one',
      )
    }
  }
}

/** Later webhooks look these up, so they must be committed first. */
const COMMITTED_FIRST: readonly WebhookContent['subject'][] = ['order-edit', 'refund']

/**
 * Groups webhooks of one order that can share a transaction, in order of receipt. Skips webhooks
 * that cannot be parsed.
 */
function groupByOrder(rows: readonly WebhookRow[], received: readonly Received[]): Group[] {
  const requestIds = new Map(received.map(({ webhookId, requestId }) => [webhookId, requestId]))
  const groups: Group[] = []
  const openGroups = new Map<string, Group>()
  for (const webhook of rows) {
    const content = tryToRead(webhook)
    if (!content) continue
    const requestId = requestIds.get(webhook.id) ?? webhook.requestId
    const read = { webhook, content, requestId }
    const key = keyOf({ ...webhook, externalOrderId: orderIdOf(content) })
    const isApart = COMMITTED_FIRST.includes(content.subject)
    const group = isApart ? undefined : openGroups.get(key)
    if (group) {
      group.push(read)
      continue
    }
    const next: Group = [read]
    groups.push(next)
    if (isApart) openGroups.delete(key)
    else openGroups.set(key, next)
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
