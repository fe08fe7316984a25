import { v7 as uuidv7 } from 'uuid'
import { transaction } from '@/db/client'
import { claimOutbox, markOutboxSent } from '@/db/queries/pipeline/outbox'
import { systemActor } from '@/domain/staff/actor'
import { signForShopify } from '@/server/adapters/shopify/signature'
import { ingestBatch } from '@/server/modules/intake/ingest-batch'
import { ingestWebhook } from '@/server/modules/intake/ingest-webhook'
import { receiveWebhook, type WebhookReceipt } from '@/server/modules/intake/receive-webhook'
import type { IngestResult } from '@/server/modules/orders/ingest'

export const TEST_SECRET = 'secret-of-the-test-shop'
export const TEST_SHOP_DOMAIN = 'goods.myshopify.com'

/** Returns the headers of a webhook, signed like Shopify. */
export function webhookHeaders(
  topic: string,
  body: Uint8Array,
  given: Record<string, string> = {},
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': TEST_SHOP_DOMAIN,
    'x-shopify-webhook-id': uuidv7(),
    'x-shopify-hmac-sha256': signForShopify(body, TEST_SECRET),
    'x-shopify-api-version': '2025-07',
    ...given,
  }
}

/** Sends a payload as a webhook and stores it; a string is sent unchanged. */
export function sendWebhook(
  topic: string,
  payload: unknown,
  headers: Record<string, string> = {},
): Promise<WebhookReceipt> {
  const body = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload))
  return receiveWebhook({
    platform: 'shopify',
    headers: webhookHeaders(topic, body, headers),
    body,
    secrets: [TEST_SECRET],
    requestId: 'test-request',
  })
}

/**
 * Processes the outbox like the pipeline until it is empty. Returns the result of each webhook, in
 * order, and the other events.
 */
export async function processOutbox(): Promise<{ results: IngestResult[]; events: string[] }> {
  const results: IngestResult[] = []
  const events: string[] = []
  for (;;) {
    const claimed = await transaction((tx) => claimOutbox(tx, { limit: 100, forSeconds: 30 }))
    if (claimed.length === 0) return { results, events }
    for (const { id, name, data } of claimed) {
      if (name === 'webhook/received') results.push(await ingest(String(data.webhookId)))
      else events.push(name)
      await transaction((tx) => markOutboxSent(tx, [id]))
    }
  }
}

/**
 * Processes the webhooks in the outbox like one pipeline run: as a batch, then the rest one by one.
 * Returns the results in order.
 */
export async function processRun(): Promise<IngestResult[]> {
  const events = await transaction((tx) => claimOutbox(tx, { limit: 100, forSeconds: 30 }))
  await transaction((tx) =>
    markOutboxSent(
      tx,
      events.map(({ id }) => id),
    ),
  )
  const received = events.flatMap(({ name, data }) =>
    name === 'webhook/received'
      ? { webhookId: String(data.webhookId), requestId: String(data.requestId) }
      : [],
  )
  const results = await ingestBatch(received)
  const all: IngestResult[] = []
  for (const { webhookId } of received)
    all.push(results.get(webhookId) ?? (await ingest(webhookId)))
  return all
}

export function ingest(webhookId: string): Promise<IngestResult> {
  return ingestWebhook({ webhookId }, { actor: systemActor('test'), requestId: 'test-request' })
}

/** Returns all permutations of the order of arrival. */
export function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, n) =>
    permutations(items.toSpliced(n, 1)).map((others) => [item, ...others]),
  )
}
