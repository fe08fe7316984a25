import type { ExceptionId, WebhookId } from '@/domain/ids'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction } from '@/server/unit-of-work'
import { describeError, normalizeError } from '../exceptions/describe-error'
import { openException } from '../exceptions/open-exception'

/** Opens an exception for engineers when a webhook failed after all retries. */
export function reportBrokenWebhook(
  { webhookId, requestId }: { webhookId: WebhookId; requestId: string },
  error: Error,
): Promise<{ exceptionId: ExceptionId }> {
  return runInTransaction({ actor: systemActor('engine'), requestId }, async (uow) => {
    const { code, message } = describeError(error)
    const detail = { error: normalizeError(error) }
    const report = { webhookId, kind: 'internal_error', code, message, detail } as const
    return { exceptionId: await openException(uow, report) }
  })
}
