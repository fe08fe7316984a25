import type { ExceptionRow } from '@/db/queries/exceptions/exceptions'
import { lockWebhook, saveWebhook } from '@/db/queries/webhooks/webhooks'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Processes a stored webhook again. @throws AppError conflict when it was processed already */
export async function replayWebhookWithin(
  uow: UnitOfWork,
  { webhookId }: Pick<ExceptionRow, 'webhookId'>,
): Promise<void> {
  if (!webhookId) throw new AppError('conflict', 'This exception has no webhook.')
  const status = await lockWebhook(uow.tx, webhookId)
  if (status === 'processed' || status === 'superseded') {
    throw new AppError('conflict', 'The webhook has been processed. There is nothing to replay.')
  }
  await saveWebhook(uow.tx, webhookId, { status: 'received', reason: null, processedAt: null })
  const data = { webhookId, requestId: uow.context.requestId }
  uow.emit({ name: 'webhook/received', data })
}
