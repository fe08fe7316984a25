import { type ActionHandler, requireOrder } from '../internal/action-handler'
import { readDetail, saveDecision } from '../internal/record-decision'
import { resumeAfterAction } from '../internal/resume-order-after-action'

/** Accepts a total that its parts do not add up to. Applies to these amounts only. */
export const acceptTotals: ActionHandler<'accept_totals'> = async (uow, subject, { reason }) => {
  const differenceMinor = readDetail(subject, 'differenceMinor')
  const totalMinor = requireOrder(subject).totalMinor.toString()
  await saveDecision(uow, subject, 'totals_accepted', { totalMinor, differenceMinor })
  await resumeAfterAction(uow, subject, 'the totals were accepted')
  return { outcome: 'resolved', data: { reason } }
}
