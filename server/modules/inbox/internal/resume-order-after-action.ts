import { findResolution } from '@/db/queries/money/resolutions'
import { asStep, PIPELINE_STEPS } from '@/domain/pipeline/pipeline-steps'
import { emitResumed } from '@/server/modules/steps/emit-resumed'
import { reopenSteps } from '@/server/modules/steps/reopen-steps'
import type { UnitOfWork } from '@/server/unit-of-work'
import { orderOf, type Subject } from './act-on-exception'

/**
 * Sends on what an exception had stopped, now that its cause is fixed or worth another try: the
 * order at its step, the refund or reshipment, the release of a canceled order's money, a mail.
 * An order on hold goes on when somebody releases it.
 */
export async function sendOn(
  uow: UnitOfWork,
  subject: Pick<Subject, 'exception' | 'order'>,
  reason: string,
): Promise<void> {
  const { exception } = subject
  const order = orderOf(subject)
  const { requestId } = uow.context
  const { resolutionId, mailKey } = exception.detail
  if (typeof resolutionId === 'string') return sendResolutionOn(uow, resolutionId)
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

async function sendResolutionOn(uow: UnitOfWork, resolutionId: string): Promise<void> {
  const resolution = await findResolution(uow.tx, resolutionId)
  if (!resolution) throw new Error(`There is no resolution ${resolutionId}.`)
  const { orderId, kind } = resolution
  const name = kind === 'refund' ? 'refund/requested' : 'reshipment/requested'
  const data = { resolutionId, orderId, requestId: uow.context.requestId }
  uow.emit({ name, data })
}
