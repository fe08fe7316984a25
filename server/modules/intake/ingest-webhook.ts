import { getDb } from '@/db/client'
import { getWebhook } from '@/db/queries/webhooks/webhooks'
import type { WebhookId } from '@/domain/ids'
import { PayloadError } from '@/server/adapters/shopify/payload/payload-error'
import { readWebhook } from '@/server/adapters/shopify/read-webhook'
import type { CommandContext } from '@/server/unit-of-work'
import type { IngestResult } from '../orders/ingest'
import { ingestOrderWebhooks, isOpen, storefrontActor } from './internal/ingest-order-webhooks'
import { findPermanentCause, markUnreadable } from './internal/mark-unreadable'

/**
 * Ingests one stored webhook in its own transaction. Idempotent. A webhook that cannot be parsed,
 * or that contradicts stored data, opens an exception instead of failing.
 * @throws errors that a retry may fix, e.g. an unavailable database
 */
export async function ingestWebhook(
  { webhookId }: { webhookId: WebhookId },
  { requestId }: CommandContext,
): Promise<IngestResult> {
  const webhook = await getWebhook(getDb(), webhookId)
  if (!isOpen(webhook.status)) return { status: webhook.status }
  try {
    const content = readWebhook(webhook.topic, webhook.body)
    const results = await ingestOrderWebhooks([{ webhook, content, requestId }])
    return results.get(webhookId) ?? { status: webhook.status }
  } catch (error) {
    const cause = findPermanentCause(error)
    if (!cause) throw error
    const problems = error instanceof PayloadError ? error.problems : []
    const asStorefront = { actor: storefrontActor(webhook), requestId }
    return markUnreadable(webhook, { ...cause, problems }, asStorefront)
  }
}
