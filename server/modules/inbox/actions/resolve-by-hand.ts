import { saveOrder } from '@/db/queries/orders/orders'
import { saveOrderStep } from '@/db/queries/pipeline/order-steps'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'
import { appVersion } from '@/server/version'
import type { ActionHandler } from '../internal/action-handler'
import { resumeAfterAction } from '../internal/resume-order-after-action'
import { findOpenStep, type OpenStep } from '../internal/steps/open-step'
import { readStepJson } from '../internal/steps/read-step-json'
import { STEP_RESULTS } from '../internal/steps/step-results'

/**
 * Marks the blocked step as done with this result, saved as the step itself would save it, and
 * resumes the order with the next step. Without a blocked step, only closes the exception.
 * @throws AppError bad_input that names the field of the result; conflict while the step is running
 */
export const resolveByHand: ActionHandler<'resolve_by_hand'> = async (
  uow,
  subject,
  { result, reason },
) => {
  const isCanceled = subject.order?.status === 'canceled'
  const step = isCanceled ? undefined : await findOpenStep(uow, subject)
  if (!step) return { outcome: 'resolved', data: { reason, codeVersion: appVersion() } }
  if (result === undefined) throw new AppError('bad_input', 'Enter the result of the step.')
  await finishStep(uow, step, result, reason)
  if (step.name !== 'complete') {
    await resumeAfterAction(uow, subject, 'the step was resolved manually')
  }
  return { outcome: 'resolved', data: { reason, step: step.name, codeVersion: appVersion() } }
}

async function finishStep(
  uow: UnitOfWork,
  { name, row, order }: OpenStep,
  given: unknown,
  reason: string,
): Promise<void> {
  const { schema, save } = STEP_RESULTS[name]
  const result = readStepJson(schema, given)
  const change = await save(uow, order, result)
  await saveOrderStep(uow.tx, row.id, {
    status: 'done',
    attempts: row.attempts,
    startedAt: row.startedAt ?? uow.now,
    finishedAt: uow.now,
    nextAttemptAt: null,
    lastError: null,
    result: { ...(result as Record<string, unknown>), byHand: reason },
  })
  const status = order.status === 'blocked' ? ('processing' as const) : order.status
  await saveOrder(uow.tx, order.id, { status, ...change, progressedAt: uow.now })
}
