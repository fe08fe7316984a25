import { oneStatement } from '@/db/client'
import {
  type DeliveryRow,
  getDelivery,
  lockDelivery,
  lockOrderKey,
  saveDelivery,
  settleDelivery,
} from '@/db/queries/deliveries'
import { getStorefront } from '@/db/queries/orders'
import { ensureStorefront } from '@/db/queries/storefronts'
import { PayloadError } from '@/server/adapters/shopify/payload-error'
import { type DeliveryContent, readDelivery } from '@/server/adapters/shopify/read-delivery'
import type { DeliveryStatus } from '@/server/domain/delivery-status'
import { closeExceptions } from '../exceptions/close-exceptions'
import { type CommandContext, type WriteScope, write } from '../write'
import type { IngestResult } from './ingest'
import { ingestContent } from './ingest-content'
import { markUnreadable, whyUnreadable } from './mark-unreadable'

const isOpen = (status: DeliveryStatus) => status === 'received' || status === 'waiting'

/**
 * Reads a stored delivery and brings what it says into the tables, in one transaction. Safe to
 * repeat: what is settled stays settled. The storefront is the actor of all of it. One that cannot be understood, or contradicts what is
 * known, becomes an exception, never a failure.
 * @throws what may be different at the next try, e.g. when the database is out of reach
 */
export async function ingestDelivery(
  { deliveryId }: { deliveryId: string },
  { requestId }: CommandContext,
): Promise<IngestResult> {
  const delivery = await getDelivery(oneStatement(), deliveryId)
  if (!isOpen(delivery.status)) return { status: delivery.status }
  const asStorefront = { actor: storefrontActor(delivery.shopDomain), requestId }
  try {
    const content = readDelivery(delivery.topic, delivery.body)
    return await write(asStorefront, (scope) => ingestLocked(scope, delivery, content))
  } catch (error) {
    const why = whyUnreadable(error)
    if (!why) throw error
    const problems = error instanceof PayloadError ? error.problems : []
    return markUnreadable(delivery, { ...why, problems }, asStorefront)
  }
}

const storefrontActor = (shopDomain: string) =>
  ({ kind: 'storefront', id: shopDomain, name: shopDomain }) as const

async function ingestLocked(
  scope: WriteScope,
  delivery: DeliveryRow,
  content: DeliveryContent | undefined,
): Promise<IngestResult> {
  const { tx } = scope
  const { id, platform, shopDomain } = delivery
  const storefrontId = delivery.storefrontId ?? (await ensureStorefront(tx, platform, shopDomain))
  const externalOrderId = content && 'externalOrderId' in content ? content.externalOrderId : null
  if (externalOrderId) await lockOrderKey(tx, storefrontId, externalOrderId)
  const status = await lockDelivery(tx, id)
  if (!isOpen(status)) return { status }
  const change = { storefrontId, externalOrderId }
  if (!content) {
    await saveDelivery(tx, id, { ...change, status: 'unused' })
    return { status: 'unused' }
  }
  const storefront = await getStorefront(tx, storefrontId)
  const verdict = await ingestContent({ scope, storefront, delivery }, content)
  const hasExceptions = await settleDelivery(tx, id, {
    ...change,
    status: verdict.status,
    reason: verdict.reason ?? null,
    processedAt: verdict.status === 'waiting' ? null : scope.now,
  })
  if (hasExceptions) {
    const by = 'the message was understood'
    await closeExceptions(scope, { deliveryId: id, kind: 'delivery_unreadable' }, by)
  }
  return verdict
}
