import { z } from 'zod'
import type { ActionHandler } from '../internal/action-handler'
import { saveDecision } from '../internal/record-decision'
import { resumeAfterAction } from '../internal/resume-order-after-action'

const Signals = z.array(z.object({ code: z.string() })).catch([])

/** Approves the fraud signals that were reviewed. A new signal stops the order again. */
export const approveOrder: ActionHandler<'approve_order'> = async (uow, subject, { reason }) => {
  const signals = Signals.parse(subject.exception.detail.signals)
  await saveDecision(uow, subject, 'risk_approved', {
    signals: signals.map(({ code }) => code).join(','),
  })
  await resumeAfterAction(uow, subject, 'the order was approved')
  return { outcome: 'resolved', data: { reason } }
}
