import { lockOrderByExternalId } from '@/db/queries/orders/order-snapshots'
import { getStorefront } from '@/db/queries/orders/orders'
import { ensureStorefront } from '@/db/queries/settings/storefronts'
import {
  lockOrderKey,
  lockWebhooks,
  settleWebhooks,
  type WebhookRow,
} from '@/db/queries/webhooks/webhooks'
import type { WebhookStatus } from '@/domain/webhook/webhook-status'
import type { WebhookContent } from '@/server/adapters/shopify/read-webhook'
import { closeExceptions } from '@/server/modules/exceptions/close-exceptions'
import type { Ingest, IngestResult, Known, Verdict } from '@/server/modules/orders/ingest'
import { runInTransaction, type UnitOfWork, withRequestId } from '@/server/unit-of-work'
import { ingestContent } from './ingest-content'

/** A webhook and what it says; undefined: it is of a topic that nobody uses. */
export type ReadWebhook = {
  webhook: WebhookRow
  content: WebhookContent | undefined
  requestId: string
}

type Group = readonly [ReadWebhook, ...ReadWebhook[]]
type OpenWebhook = ReadWebhook & { ingest: Ingest }

export const isOpen = (status: WebhookStatus) => status === 'received' || status === 'waiting'

export const storefrontActor = ({ shopDomain }: WebhookRow) =>
  ({ kind: 'storefront', id: shopDomain, name: shopDomain }) as const

export const orderIdOf = (content: WebhookContent | undefined): string | null =>
  content && 'externalOrderId' in content ? content.externalOrderId : null

/**
 * Brings what webhooks of one order say into the tables, one after the other in one transaction,
 * or a single one that is of no order. Safe to repeat: what is settled stays settled. The
 * storefront is the actor of all of it. Returns what became of each, by its id.
 * @throws for all of them when one cannot be taken over
 */
export function ingestGroup(group: Group): Promise<Map<string, IngestResult>> {
  const [{ webhook, requestId }] = group
  return runInTransaction({ actor: storefrontActor(webhook), requestId }, (uow) =>
    ingestLocked(uow, group),
  )
}

async function ingestLocked(uow: UnitOfWork, group: Group): Promise<Map<string, IngestResult>> {
  const { tx } = uow
  const [{ webhook, content }] = group
  const { platform, shopDomain } = webhook
  const storefrontId = webhook.storefrontId ?? (await ensureStorefront(tx, platform, shopDomain))
  const externalOrderId = orderIdOf(content)
  if (externalOrderId) await lockOrderKey(tx, storefrontId, externalOrderId)
  const ids = group.map((one) => one.webhook.id)
  const [statuses, storefront, order] = await Promise.all([
    lockWebhooks(tx, ids),
    getStorefront(tx, storefrontId),
    externalOrderId ? lockOrderByExternalId(tx, storefrontId, externalOrderId) : undefined,
  ])
  const results = new Map<string, IngestResult>()
  for (const [id, status] of statuses) results.set(id, { status })
  const open = group.filter((one) => isOpen(statuses.get(one.webhook.id) ?? 'unused'))
  if (open.length === 0) return results
  const known: Known = { order: order ?? null }
  const worked = await workInTurn(
    open.map((one) => {
      const { webhook, requestId } = one
      return { ...one, ingest: { uow: withRequestId(uow, requestId), storefront, webhook, known } }
    }),
  )
  await settle(uow, { storefrontId, externalOrderId }, worked)
  for (const [{ id }, verdict] of worked) results.set(id, verdict)
  return results
}

type Worked = Map<WebhookRow, Verdict>

/** Those that wait have another turn as long as there is something new that they may wait for. */
async function workInTurn(open: readonly OpenWebhook[]): Promise<Worked> {
  const worked: Worked = new Map()
  let turn = open
  while (turn.length > 0) {
    for (const { ingest, content, webhook } of turn)
      worked.set(webhook, content ? await ingestContent(ingest, content) : { status: 'unused' })
    const waiting = turn.filter(({ webhook }) => worked.get(webhook)?.status === 'waiting')
    turn = waiting.length < turn.length ? waiting : []
  }
  return worked
}

/** Writes down what became of them, and has others that waited for such news worked again. */
async function settle(
  uow: UnitOfWork,
  order: Pick<WebhookRow, 'storefrontId' | 'externalOrderId'>,
  worked: Worked,
): Promise<void> {
  const settled = [...worked].map(([{ id }, { status, reason = null }]) => {
    const isDone = status === 'processed' || status === 'superseded'
    return { id, status, reason, processedAt: isDone ? uow.now : null }
  })
  const { reported, waiting } = await settleWebhooks(uow.tx, order, settled)
  for (const webhookId of reported) {
    const by = 'the message was understood'
    await closeExceptions(uow, { webhookId, kind: 'webhook_unreadable' }, by)
  }
  if (!settled.some(({ status }) => status === 'processed')) return
  const events = waiting.map(({ id, requestId }) => ({
    name: 'webhook/received' as const,
    data: { webhookId: id, requestId },
  }))
  uow.emit(...events)
}
