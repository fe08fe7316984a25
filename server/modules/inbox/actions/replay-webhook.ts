import type { ExceptionRow } from '@/db/queries/exceptions/exceptions'
import { lockWebhook, saveWebhook } from '@/db/queries/webhooks/webhooks'
import { AppError } from '@/server/errors'
import { ExceptionTarget, Reason } from '@/server/modules/exceptions/triage'
import type { CommandContext, UnitOfWork } from '@/server/unit-of-work'
import { appVersion } from '@/server/version'
import { type ActionTaken, actOnException } from '../internal/act-on-exception'

export const ReplayWebhookInput = ExceptionTarget.extend({ reason: Reason })

/**
 * Has a stored message read again by the version of the code that runs now. Should it be unreadable
 * still, it comes back. @throws AppError as `actOnException`
 */
export function replayWebhook(
  { reason, ...target }: ExceptionTarget & { reason: string },
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('replay', target, context, async (uow, { exception }) => {
    await replayWithin(uow, exception)
    return { end: 'settled', data: { reason, codeVersion: appVersion() } }
  })
}

/** The same as part of a write. @throws AppError conflict when there is nothing left to read */
export async function replayWithin(
  uow: UnitOfWork,
  { webhookId }: Pick<ExceptionRow, 'webhookId'>,
): Promise<void> {
  if (!webhookId) throw new AppError('conflict', 'This belongs to no message.')
  const status = await lockWebhook(uow.tx, webhookId)
  if (status === 'processed' || status === 'superseded') {
    throw new AppError('conflict', 'The message was read meanwhile; there is nothing to replay.')
  }
  await saveWebhook(uow.tx, webhookId, { status: 'received', reason: null, processedAt: null })
  const data = { webhookId, requestId: uow.context.requestId }
  uow.emit({ name: 'webhook/received', data })
}
