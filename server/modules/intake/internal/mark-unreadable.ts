import { dataErrorOf } from '@/db/queries/sql/data-error'
import type { WebhookRow } from '@/db/queries/webhooks/webhooks'
import { lockWebhook, saveWebhook } from '@/db/queries/webhooks/webhooks'
import { MoneyError } from '@/domain/money/money'
import { findOrderId } from '@/server/adapters/shopify/payload/find-order-id'
import { PayloadError } from '@/server/adapters/shopify/payload/payload-error'
import { openException } from '@/server/modules/exceptions/open-exception'
import type { IngestResult } from '@/server/modules/orders/ingest'
import { PayloadConflictError } from '@/server/modules/orders/payload-conflict-error'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'

/** Returns why a webhook can never be applied; undefined for errors that a retry may fix. */
export function findPermanentCause(error: unknown): { code: string; message: string } | undefined {
  if (error instanceof PayloadError) return { code: 'payload', message: error.message }
  if (error instanceof MoneyError) return { code: 'amount', message: error.message }
  if (error instanceof PayloadConflictError) return { code: error.code, message: error.message }
  const constraint = dataErrorOf(error)
  if (constraint === undefined) return undefined
  return { code: constraint, message: `The database rejected it: ${constraint}.` }
}

/** Marks a webhook as unreadable and opens an exception for engineers. */
export function markUnreadable(
  webhook: WebhookRow,
  cause: { code: string; message: string; problems: readonly string[] },
  context: CommandContext,
): Promise<IngestResult> {
  const { id, topic, body } = webhook
  const externalOrderId = findOrderId(topic, body) ?? null
  return runInTransaction(context, async (uow) => {
    const status = await lockWebhook(uow.tx, id)
    if (status !== 'received' && status !== 'waiting') return { status }
    await saveWebhook(uow.tx, id, {
      status: 'unreadable',
      reason: cause.message,
      externalOrderId,
      processedAt: uow.now,
    })
    await openException(uow, {
      webhookId: id,
      kind: 'webhook_unreadable',
      code: cause.code,
      message: `${topic}: ${cause.message}`,
      detail: { topic, externalOrderId, problems: cause.problems },
    })
    return { status: 'unreadable', reason: cause.message }
  })
}
