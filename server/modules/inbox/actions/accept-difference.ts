import type { ActionHandler } from '../internal/action-handler'
import { readDetail, saveDecision } from '../internal/record-decision'
import { resumeAfterAction } from '../internal/resume-order-after-action'

/** Accepts payments that differ from the order total. Applies to these amounts only. */
export const acceptDifference: ActionHandler<'accept_difference'> = async (
  uow,
  subject,
  { reason },
) => {
  const promisedMinor = readDetail(subject, 'promisedMinor')
  const totalMinor = readDetail(subject, 'totalMinor')
  await saveDecision(uow, subject, 'difference_accepted', { promisedMinor, totalMinor })
  // An exception opened after the capture blocks no step.
  if (subject.exception.step) await resumeAfterAction(uow, subject, 'the difference was accepted')
  return { outcome: 'resolved', data: { reason, promisedMinor, totalMinor } }
}
