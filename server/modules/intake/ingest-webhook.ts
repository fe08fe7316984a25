import { oneStatement } from '@/db/client'
import { getDelivery } from '@/db/queries/webhooks/webhooks'
import { PayloadError } from '@/server/adapters/shopify/payload/payload-error'
import { readDelivery } from '@/server/adapters/shopify/read-webhook'
import type { CommandContext } from '@/server/unit-of-work'
import type { IngestResult } from '../orders/ingest'
import { ingestGroup, isOpen, storefrontActor } from './internal/ingest-order-webhooks'
import { markUnreadable, whyUnreadable } from './internal/mark-unreadable'

/**
 * Reads a stored delivery and brings what it says into the tables, alone. Safe to repeat. One that
 * cannot be understood, or contradicts what is known, becomes an exception, never a failure.
 * @throws what may be different at the next try, e.g. when the database is out of reach
 */
export async function ingestDelivery(
  { deliveryId }: { deliveryId: string },
  { requestId }: CommandContext,
): Promise<IngestResult> {
  const delivery = await getDelivery(oneStatement(), deliveryId)
  if (!isOpen(delivery.status)) return { status: delivery.status }
  try {
    const content = readDelivery(delivery.topic, delivery.body)
    const results = await ingestGroup([{ delivery, content, requestId }])
    return results.get(deliveryId) ?? { status: delivery.status }
  } catch (error) {
    const why = whyUnreadable(error)
    if (!why) throw error
    const problems = error instanceof PayloadError ? error.problems : []
    const asStorefront = { actor: storefrontActor(delivery), requestId }
    return markUnreadable(delivery, { ...why, problems }, asStorefront)
  }
}
