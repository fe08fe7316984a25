import { oneStatement } from '@/db/client'
import { getWebhook } from '@/db/queries/webhooks/webhooks'
import type { WebhookId } from '@/domain/ids'
import { PayloadError } from '@/server/adapters/shopify/payload/payload-error'
import { readWebhook } from '@/server/adapters/shopify/read-webhook'
import type { CommandContext } from '@/server/unit-of-work'
import type { IngestResult } from '../orders/ingest'
import { ingestGroup, isOpen, storefrontActor } from './internal/ingest-order-webhooks'
import { markUnreadable, whyUnreadable } from './internal/mark-unreadable'

/**
 * Reads a stored webhook and brings what it says into the tables, alone. Safe to repeat. One that
 * cannot be understood, or contradicts what is known, becomes an exception, never a failure.
 * @throws what may be different at the next try, e.g. when the database is out of reach
 */
export async function ingestWebhook(
  { webhookId }: { webhookId: WebhookId },
  { requestId }: CommandContext,
): Promise<IngestResult> {
  const webhook = await getWebhook(oneStatement(), webhookId)
  if (!isOpen(webhook.status)) return { status: webhook.status }
  try {
    const content = readWebhook(webhook.topic, webhook.body)
    const results = await ingestGroup([{ webhook, content, requestId }])
    return results.get(webhookId) ?? { status: webhook.status }
  } catch (error) {
    const why = whyUnreadable(error)
    if (!why) throw error
    const problems = error instanceof PayloadError ? error.problems : []
    const asStorefront = { actor: storefrontActor(webhook), requestId }
    return markUnreadable(webhook, { ...why, problems }, asStorefront)
  }
}
