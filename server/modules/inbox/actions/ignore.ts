import { skipStep } from '@/server/modules/pipeline/skip-step'
import type { ActionHandler } from '../internal/action-handler'

/** Skips the failed step. @throws AppError conflict while the step is running */
export const ignore: ActionHandler<'ignore'> = async (uow, subject, { reason }) => {
  await skipStep(uow, subject, reason)
  return { outcome: 'ignored', data: { reason } }
}
