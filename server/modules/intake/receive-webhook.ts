import { v7 as uuidv7 } from 'uuid'
import { JsonError } from '@/server/adapters/shopify/json/json-literals'
import { type ResourceIds, scanJson } from '@/server/adapters/shopify/json/json-scan'
import { isSignedByShopify } from '@/server/adapters/shopify/signature'
import { findTopLevelOrderId, subjectOf } from '@/server/adapters/shopify/topics'
import {
  pickStoredHeaders,
  readWebhookHeaders,
  type WebhookHeaders,
} from '@/server/adapters/shopify/webhook-headers'
import { AppError } from '@/server/errors'
import { countRejected } from './count-rejected'
import { storefrontIdOf } from './internal/storefront-ids'
import { storeWebhook } from './internal/webhook-batches'

/** A webhook request: header names in lower case, the raw body. */
export type IncomingWebhook = {
  platform: 'shopify'
  headers: Readonly<Record<string, string>>
  body: Uint8Array
  /** Accepted signing secrets. */
  secrets: readonly string[]
  requestId: string
}

export type WebhookReceipt = {
  /** unused: stored, but the topic is not used; duplicate: stored before. */
  outcome: 'stored' | 'unused' | 'duplicate'
  /** True for the one request per batch that must flush the outbox. */
  hasEvents: boolean
}

/**
 * Verifies a webhook and stores it once, together with the event that starts its processing. The
 * body is not parsed before its signature is verified.
 * @throws AppError bad_input (headers, JSON), unauthenticated (signature), unavailable (not stored)
 */
export async function receiveWebhook(incoming: IncomingWebhook): Promise<WebhookReceipt> {
  const read = readWebhookHeaders(incoming.headers)
  if ('problem' in read) throw new AppError('bad_input', read.problem)
  const { headers } = read
  const { platform, body } = incoming
  if (!isSignedByShopify(body, headers.signature, incoming.secrets)) {
    countRejected(headers.shopDomain)
    throw new AppError('unauthenticated', 'The signature does not match the body.')
  }
  const ids = readResourceIds(body)
  const storefrontId = await findStorefront(platform, headers.shopDomain)
  const status = subjectOf(headers.topic) ? 'received' : 'unused'
  const stored = await storeWebhook({
    ...rowOf(headers, incoming),
    platform,
    storefrontId,
    resourceId: ids.id,
    externalOrderId: findTopLevelOrderId(headers.topic, ids),
    status,
  })
  const outcome = stored.isNew ? (status === 'unused' ? 'unused' : 'stored') : 'duplicate'
  return { outcome, hasEvents: stored.isLeader }
}

function readResourceIds(body: Uint8Array): ResourceIds {
  try {
    return scanJson(body)
  } catch (error) {
    if (error instanceof JsonError) throw new AppError('bad_input', error.message)
    throw error
  }
}

async function findStorefront(platform: 'shopify', shopDomain: string): Promise<string> {
  try {
    return await storefrontIdOf(platform, shopDomain)
  } catch (cause) {
    throw new AppError(
      'unavailable',
      'The webhook could not be stored. Send it again.',
      {},
      { cause },
    )
  }
}

function rowOf(headers: WebhookHeaders, incoming: IncomingWebhook) {
  const { shopDomain, topic, externalId, eventId, apiVersion, triggeredAt } = headers
  const { body, requestId } = incoming
  return {
    id: uuidv7(),
    outboxId: uuidv7(),
    shopDomain,
    topic,
    externalId,
    eventId,
    apiVersion,
    triggeredAt,
    headers: JSON.stringify(pickStoredHeaders(incoming.headers)),
    body: Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'),
    requestId,
  }
}
