import type { WebhookId } from '@/domain/ids'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction } from '@/server/unit-of-work'

/** Retries each of these webhooks in its own run, so that the rest of the batch can proceed. */
export function retryWebhooks(
  webhooks: readonly { webhookId: WebhookId; requestId: string }[],
): Promise<void> {
  const events = webhooks.map((webhook) => ({
    name: 'webhook/received' as const,
    data: { ...webhook, isAlone: true },
  }))
  const requestId = webhooks[0]?.requestId ?? ''
  return runInTransaction({ actor: systemActor('intake'), requestId }, async (uow) =>
    uow.emit(...events),
  )
}
