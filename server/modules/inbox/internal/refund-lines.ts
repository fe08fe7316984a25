import { resolutionKey } from '@/domain/exception/resolution-key'
import type { OrderLineId } from '@/domain/ids'
import { formatMoney } from '@/domain/money/money'
import { issueRefundWithin } from '@/server/modules/refunds/issue-refund'
import type { UnitOfWork } from '@/server/unit-of-work'
import { type ActionResult, requireOrder, type Subject } from './action-handler'
import { resumeAfterAction } from './resume-order-after-action'

const DAY_MS = 24 * 60 * 60 * 1000

export type LineUnits = { lineId: OrderLineId; quantity: number }

/**
 * Refunds these units and resumes the order. Above the person's limit, the exception waits for the
 * approval instead. @throws AppError as `issueRefund`
 */
export async function refundLines(
  uow: UnitOfWork,
  subject: Subject,
  lines: LineUnits[],
  reason: string,
): Promise<ActionResult> {
  const order = requireOrder(subject)
  const issued = await issueRefundWithin(uow, order, subject.person, {
    orderId: order.id,
    amount: 'partial',
    refundType: 'cash',
    lines: lines.map((line) => ({ ...line, restock: 'none' as const })),
    shipping: 'none',
    dutyDomestic: 'none',
    dutyInternational: 'none',
    tip: 'none',
    fee: 'none',
    note: reason,
    notify: true,
    idempotencyKey: resolutionKey(subject.exception),
  })
  const total = formatMoney(issued.totalMinor, issued.currency)
  if (issued.status === 'requested') {
    const waitUntil = new Date(uow.now.getTime() + DAY_MS)
    return {
      outcome: { waitUntil, waitReason: 'the refund approval' },
      data: { reason, total, approvalReasons: issued.approvalReasons },
    }
  }
  if (subject.exception.step) {
    await resumeAfterAction(uow, subject, 'the missing items were refunded')
  }
  return { outcome: 'resolved', data: { reason, total } }
}
