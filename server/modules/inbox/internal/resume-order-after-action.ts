import { findResolution } from '@/db/queries/money/resolutions'
import type { ResolutionId } from '@/domain/ids'
import { asStep, PIPELINE_STEPS } from '@/domain/pipeline/pipeline-steps'
import { emitResumed } from '@/server/modules/steps/emit-resumed'
import { reopenSteps } from '@/server/modules/steps/reopen-steps'
import type { UnitOfWork } from '@/server/unit-of-work'
import { requireOrder, type Subject } from './action-handler'

/**
 * Resumes the work that an exception blocked: the order at its step, a refund or reshipment, the
 * refund of a canceled order or an email. An order on hold resumes when it is released.
 */
export async function resumeAfterAction(
  uow: UnitOfWork,
  subject: Pick<Subject, 'exception' | 'order'>,
  reason: string,
): Promise<void> {
  const { exception } = subject
  const order = requireOrder(subject)
  const { requestId } = uow.context
  const { resolutionId, mailKey } = exception.detail
  if (typeof resolutionId === 'string') return resumeResolution(uow, resolutionId)
  if (typeof mailKey === 'string') {
    return uow.emit({ name: 'mail/requested', data: { mailKey, orderId: order.id, requestId } })
  }
  if (order.status === 'canceled') {
    return uow.emit({ name: 'order/canceled', data: { orderId: order.id, requestId } })
  }
  const step = asStep(exception.step ?? undefined)
  await reopenSteps(uow, order, 'stopped', step ? [step] : PIPELINE_STEPS)
  await emitResumed(uow, order.id, reason)
}

async function resumeResolution(uow: UnitOfWork, resolutionId: ResolutionId): Promise<void> {
  const resolution = await findResolution(uow.tx, resolutionId)
  if (!resolution) throw new Error(`Resolution not found: ${resolutionId}`)
  const { orderId, kind } = resolution
  const name = kind === 'refund' ? 'refund/requested' : 'reshipment/requested'
  const data = { resolutionId, orderId, requestId: uow.context.requestId }
  uow.emit({ name, data })
}
