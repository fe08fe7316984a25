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
import type { Ingest, IngestResult, Known, WebhookOutcome } from '@/server/modules/orders/ingest'
import { runInTransaction, type UnitOfWork, withRequestId } from '@/server/unit-of-work'
import { ingestContent } from './ingest-content'

/** A webhook with its parsed content; undefined content: the topic is not used. */
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
 * Ingests webhooks of one order in one transaction, in order of receipt, or a single webhook
 * without an order. Idempotent: settled webhooks stay settled. The storefront is the actor.
 * @returns results by webhook id
 * @throws for the whole group when one of them cannot be applied
 */
export function ingestOrderWebhooks(group: Group): Promise<Map<string, IngestResult>> {
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
  const ids = group.map(({ webhook }) => webhook.id)
  const [statuses, storefront, order] = await Promise.all([
    lockWebhooks(tx, ids),
    getStorefront(tx, storefrontId),
    externalOrderId ? lockOrderByExternalId(tx, storefrontId, externalOrderId) : undefined,
  ])
  const results = new Map<string, IngestResult>()
  for (const [id, status] of statuses) results.set(id, { status })
  const open = group.filter(({ webhook }) => isOpen(statuses.get(webhook.id) ?? 'unused'))
  if (open.length === 0) return results
  const known: Known = { order: order ?? null }
  const outcomes = await ingestUntilStable(
    open.map((read) => {
      const { webhook, requestId } = read
      return { ...read, ingest: { uow: withRequestId(uow, requestId), storefront, webhook, known } }
    }),
  )
  await settle(uow, { storefrontId, externalOrderId }, outcomes)
  for (const [{ id }, outcome] of outcomes) results.set(id, outcome)
  return results
}

type Outcomes = Map<WebhookRow, WebhookOutcome>

/** Retries waiting webhooks until a pass makes no progress. */
async function ingestUntilStable(open: readonly OpenWebhook[]): Promise<Outcomes> {
  const outcomes: Outcomes = new Map()
  let pass = open
  while (pass.length > 0) {
    for (const { ingest, content, webhook } of pass)
      outcomes.set(webhook, content ? await ingestContent(ingest, content) : { status: 'unused' })
    const waiting = pass.filter(({ webhook }) => outcomes.get(webhook)?.status === 'waiting')
    pass = waiting.length < pass.length ? waiting : []
  }
  return outcomes
}

/** Saves the outcomes, and retries other webhooks of the order that waited for these. */
async function settle(
  uow: UnitOfWork,
  order: Pick<WebhookRow, 'storefrontId' | 'externalOrderId'>,
  outcomes: Outcomes,
): Promise<void> {
  const settled = [...outcomes].map(([{ id }, { status, reason = null }]) => {
    const isDone = status === 'processed' || status === 'superseded'
    return { id, status, reason, processedAt: isDone ? uow.now : null }
  })
  const { reported, waiting } = await settleWebhooks(uow.tx, order, settled)
  for (const webhookId of reported) {
    const by = 'the webhook was parsed'
    await closeExceptions(uow, { webhookId, kind: 'webhook_unreadable' }, by)
  }
  if (!settled.some(({ status }) => status === 'processed')) return
  const events = waiting.map(({ id, requestId }) => ({
    name: 'webhook/received' as const,
    data: { webhookId: id, requestId },
  }))
  uow.emit(...events)
}
