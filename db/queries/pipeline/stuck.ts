import { and, asc, eq, exists, inArray, isNotNull, lt, ne, notExists, or, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { exceptions } from '@/db/schema/exceptions'
import { orders } from '@/db/schema/orders/orders'
import { orderSteps } from '@/db/schema/pipeline'
import { webhooks } from '@/db/schema/webhooks'
import type { OrderId, WebhookId } from '@/domain/ids'

const isOpen = inArray(exceptions.status, ['retrying', 'open', 'in_progress', 'waiting'])

/**
 * Lists unfinished orders without an active run or a scheduled retry, and without progress since
 * the time given for their status. Excludes orders reported as stuck already.
 */
export async function listStuckOrders(
  tx: Executor,
  before: { processing: Date; waiting: Date; retry: Date },
  limit: number,
): Promise<{ orderId: OrderId }[]> {
  const isHandled = tx
    .select({ id: orderSteps.id })
    .from(orderSteps)
    .where(
      and(
        eq(orderSteps.orderId, orders.id),
        or(
          sql`${orderSteps.leasedUntil} > clock_timestamp()`,
          isNotNull(orderSteps.queuedFor),
          sql`${orderSteps.status} = 'retrying' and ${orderSteps.nextAttemptAt} > ${before.retry.toISOString()}::timestamptz`,
        ),
      ),
    )
  return tx
    .select({ orderId: orders.id })
    .from(orders)
    .where(
      and(
        or(
          and(eq(orders.status, 'processing'), lt(orders.progressedAt, before.processing)),
          and(eq(orders.status, 'waiting'), lt(orders.progressedAt, before.waiting)),
        ),
        notExists(isHandled),
        notExists(reportedAs(tx, eq(exceptions.orderId, orders.id))),
      ),
    )
    .orderBy(asc(orders.progressedAt))
    .limit(limit)
}

/** Lists webhooks stored before a time that were never processed. */
export function listStuckWebhooks(
  tx: Executor,
  before: Date,
  limit: number,
): Promise<{ webhookId: WebhookId; requestId: string; receivedAt: Date; topic: string }[]> {
  return tx
    .select({
      webhookId: webhooks.id,
      requestId: webhooks.requestId,
      receivedAt: webhooks.receivedAt,
      topic: webhooks.topic,
    })
    .from(webhooks)
    .where(and(eq(webhooks.status, 'received'), lt(webhooks.receivedAt, before)))
    .orderBy(asc(webhooks.id))
    .limit(limit)
}

/** Lists webhooks that were reported as stuck and have been processed since. */
export async function listUnstuckWebhooks(tx: Executor): Promise<string[]> {
  const rows = await tx
    .select({ webhookId: exceptions.webhookId })
    .from(exceptions)
    .where(
      and(
        eq(exceptions.kind, 'step_stuck'),
        isOpen,
        isNotNull(exceptions.webhookId),
        exists(
          tx
            .select({ id: webhooks.id })
            .from(webhooks)
            .where(and(eq(webhooks.id, exceptions.webhookId), ne(webhooks.status, 'received'))),
        ),
      ),
    )
  return rows.flatMap((row) => row.webhookId ?? [])
}

function reportedAs(tx: Executor, subject: ReturnType<typeof eq>) {
  return tx
    .select({ id: exceptions.id })
    .from(exceptions)
    .where(and(subject, eq(exceptions.kind, 'step_stuck'), isOpen))
}
