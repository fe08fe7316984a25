import { listPayments } from '@/db/queries/money/payments'
import { resolutionKey } from '@/domain/exception/resolution-key'
import { formatAmount } from '@/domain/money/money'
import { issueRefundWithin } from '@/server/modules/refunds/issue-refund'
import type { UnitOfWork } from '@/server/unit-of-work'
import { type ActionHandler, requireOrder, type Subject } from '../internal/action-handler'
import { readDetail, saveDecision } from '../internal/record-decision'
import { resumeAfterAction } from '../internal/resume-order-after-action'

/**
 * Limits the payments to the order total: excess authorizations are not captured, excess captures
 * are refunded. @throws AppError as `issueRefund`
 */
export const refundExcess: ActionHandler<'refund_excess'> = async (uow, subject) => {
  const promisedMinor = readDetail(subject, 'promisedMinor')
  const totalMinor = requireOrder(subject).totalMinor.toString()
  await saveDecision(uow, subject, 'excess_released', { promisedMinor, totalMinor })
  const refunded = await refundCapturedExcess(uow, subject)
  if (subject.exception.step) await resumeAfterAction(uow, subject, 'the excess was released')
  return { outcome: 'resolved', data: { refunded } }
}

/** Returns the refunded amount with its currency, or undefined when nothing was overcaptured. */
async function refundCapturedExcess(
  uow: UnitOfWork,
  subject: Subject,
): Promise<string | undefined> {
  const order = requireOrder(subject)
  const { id: orderId, totalMinor, currency } = order
  const tenders = await listPayments(uow.tx, orderId)
  const kept = tenders.reduce(
    (sum, tender) => sum + tender.capturedMinor - tender.refundedMinor,
    0n,
  )
  if (kept <= totalMinor) return undefined
  const amount = formatAmount(kept - totalMinor, currency)
  await issueRefundWithin(
    uow,
    order,
    subject.person,
    {
      orderId,
      amount: 'partial',
      refundType: 'cash',
      lines: [],
      shipping: 'none',
      dutyDomestic: 'none',
      dutyInternational: 'none',
      tip: 'none',
      fee: 'none',
      override: { total: { amount, currency }, reason: 'other' },
      note: 'Payment above the order total',
      notify: true,
      idempotencyKey: resolutionKey(subject.exception),
    },
    { skipsOverrideCheck: true },
  )
  return `${amount} ${currency}`
}
