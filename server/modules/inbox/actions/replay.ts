import { appVersion } from '@/server/version'
import type { ActionHandler } from '../internal/action-handler'
import { replayWebhookWithin } from '../internal/replay-webhook-within'

/** If the webhook still can't be parsed, a new exception opens. */
export const replay: ActionHandler<'replay'> = async (uow, { exception }, { reason }) => {
  await replayWebhookWithin(uow, exception)
  return { outcome: 'resolved', data: { reason, codeVersion: appVersion() } }
}
