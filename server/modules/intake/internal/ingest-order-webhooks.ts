import { lockOrderByExternalId } from '@/db/queries/orders/order-snapshots'
import { getStorefront } from '@/db/queries/orders/orders'
import { ensureStorefront } from '@/db/queries/settings/storefronts'
import {
  type DeliveryRow,
  lockDeliveries,
  lockOrderKey,
  settleDeliveries,
} from '@/db/queries/webhooks/webhooks'
import type { DeliveryStatus } from '@/domain/webhook/webhook-status'
import type { DeliveryContent } from '@/server/adapters/shopify/read-webhook'
import { closeExceptions } from '@/server/modules/exceptions/close-exceptions'
import type { Ingest, IngestResult, Known, Verdict } from '@/server/modules/orders/ingest'
import { runInTransaction, type UnitOfWork, withRequestId } from '@/server/unit-of-work'
import { ingestContent } from './ingest-content'

/** A delivery and what it says; undefined: it is of a topic that nobody uses. */
export type ReadDelivery = {
  delivery: DeliveryRow
  content: DeliveryContent | undefined
  requestId: string
}

type Group = readonly [ReadDelivery, ...ReadDelivery[]]
type OpenDelivery = ReadDelivery & { ingest: Ingest }

export const isOpen = (status: DeliveryStatus) => status === 'received' || status === 'waiting'

export const storefrontActor = ({ shopDomain }: DeliveryRow) =>
  ({ kind: 'storefront', id: shopDomain, name: shopDomain }) as const

export const orderIdOf = (content: DeliveryContent | undefined): string | null =>
  content && 'externalOrderId' in content ? content.externalOrderId : null

/**
 * Brings what deliveries of one order say into the tables, one after the other in one transaction,
 * or a single one that is of no order. Safe to repeat: what is settled stays settled. The
 * storefront is the actor of all of it. Returns what became of each, by its id.
 * @throws for all of them when one cannot be taken over
 */
export function ingestGroup(group: Group): Promise<Map<string, IngestResult>> {
  const [{ delivery, requestId }] = group
  return runInTransaction({ actor: storefrontActor(delivery), requestId }, (uow) =>
    ingestLocked(uow, group),
  )
}

async function ingestLocked(uow: UnitOfWork, group: Group): Promise<Map<string, IngestResult>> {
  const { tx } = uow
  const [{ delivery, content }] = group
  const { platform, shopDomain } = delivery
  const storefrontId = delivery.storefrontId ?? (await ensureStorefront(tx, platform, shopDomain))
  const externalOrderId = orderIdOf(content)
  if (externalOrderId) await lockOrderKey(tx, storefrontId, externalOrderId)
  const ids = group.map((one) => one.delivery.id)
  const [statuses, storefront, order] = await Promise.all([
    lockDeliveries(tx, ids),
    getStorefront(tx, storefrontId),
    externalOrderId ? lockOrderByExternalId(tx, storefrontId, externalOrderId) : undefined,
  ])
  const results = new Map<string, IngestResult>()
  for (const [id, status] of statuses) results.set(id, { status })
  const open = group.filter((one) => isOpen(statuses.get(one.delivery.id) ?? 'unused'))
  if (open.length === 0) return results
  const known: Known = { order: order ?? null }
  const worked = await workInTurn(
    open.map((one) => {
      const { delivery, requestId } = one
      return { ...one, ingest: { uow: withRequestId(uow, requestId), storefront, delivery, known } }
    }),
  )
  await settle(uow, { storefrontId, externalOrderId }, worked)
  for (const [{ id }, verdict] of worked) results.set(id, verdict)
  return results
}

type Worked = Map<DeliveryRow, Verdict>

/** Those that wait have another turn as long as there is something new that they may wait for. */
async function workInTurn(open: readonly OpenDelivery[]): Promise<Worked> {
  const worked: Worked = new Map()
  let turn = open
  while (turn.length > 0) {
    for (const { ingest, content, delivery } of turn)
      worked.set(delivery, content ? await ingestContent(ingest, content) : { status: 'unused' })
    const waiting = turn.filter(({ delivery }) => worked.get(delivery)?.status === 'waiting')
    turn = waiting.length < turn.length ? waiting : []
  }
  return worked
}

/** Writes down what became of them, and has others that waited for such news worked again. */
async function settle(
  uow: UnitOfWork,
  order: Pick<DeliveryRow, 'storefrontId' | 'externalOrderId'>,
  worked: Worked,
): Promise<void> {
  const settled = [...worked].map(([{ id }, { status, reason = null }]) => {
    const isDone = status === 'processed' || status === 'superseded'
    return { id, status, reason, processedAt: isDone ? uow.now : null }
  })
  const { reported, waiting } = await settleDeliveries(uow.tx, order, settled)
  for (const deliveryId of reported) {
    const by = 'the message was understood'
    await closeExceptions(uow, { deliveryId, kind: 'delivery_unreadable' }, by)
  }
  if (!settled.some(({ status }) => status === 'processed')) return
  const events = waiting.map(({ id, requestId }) => ({
    name: 'delivery/received' as const,
    data: { deliveryId: id, requestId },
  }))
  uow.emit(...events)
}
