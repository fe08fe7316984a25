import { listPayments } from '@/db/queries/money/payments'
import { resolutionKey } from '@/domain/exception/resolution-key'
import { formatAmount } from '@/domain/money/money'
import type { ExceptionTarget } from '@/server/modules/exceptions/triage'
import { issueRefundOf } from '@/server/modules/refunds/issue-refund'
import type { CommandContext, UnitOfWork } from '@/server/unit-of-work'
import {
  type ActionTaken,
  actOnException,
  orderOf,
  type Subject,
} from '../internal/act-on-exception'
import { decide, figureOf } from '../internal/record-decision'
import { sendOn } from '../internal/resume-order-after-action'

/**
 * Keeps no more than the order's total: what is only held beyond it is not taken, what was taken
 * beyond it goes back. @throws AppError as `actOnException` and `issueRefund`
 */
export function refundExcess(
  target: ExceptionTarget,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('refund_excess', target, context, async (uow, subject) => {
    const promisedMinor = figureOf(subject, 'promisedMinor')
    const totalMinor = orderOf(subject).totalMinor.toString()
    await decide(uow, subject, 'excess_released', { promisedMinor, totalMinor })
    const refunded = await giveBack(uow, subject)
    if (subject.exception.step) await sendOn(uow, subject, 'the excess goes back')
    return { end: 'settled', data: { refunded } }
  })
}

/** Refunds what was captured beyond the total; the amount with its currency, or undefined. */
async function giveBack(uow: UnitOfWork, subject: Subject): Promise<string | undefined> {
  const order = orderOf(subject)
  const { id: orderId, totalMinor, currency } = order
  const tenders = await listPayments(uow.tx, orderId)
  const kept = tenders.reduce((sum, one) => sum + one.capturedMinor - one.refundedMinor, 0n)
  if (kept <= totalMinor) return undefined
  const amount = formatAmount(kept - totalMinor, currency)
  await issueRefundOf(
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
      note: 'Paid beyond the total of the order',
      notify: true,
      idempotencyKey: resolutionKey(subject.exception),
    },
    { skipsOverrideCheck: true },
  )
  return `${amount} ${currency}`
}
