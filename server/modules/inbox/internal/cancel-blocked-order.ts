import { resolutionKey } from '@/domain/exception/resolution-key'
import { usableTenders } from '@/domain/refund/refund-facts'
import { orderCapMinor } from '@/domain/refund/tender-cap'
import { markOrderCanceled } from '@/server/modules/orders/mark-order-canceled'
import { issueRefundWithin } from '@/server/modules/refunds/issue-refund'
import { loadRefundFacts } from '@/server/modules/refunds/load-refund-facts'
import type { UnitOfWork } from '@/server/unit-of-work'
import { type ActionResult, requireOrder, type Subject } from './action-handler'

/**
 * Cancels an order permanently: the pipeline voids authorizations, captures made here are refunded
 * and stock is released. Money that only the storefront can refund is left to a person.
 * @throws AppError as `issueRefund`
 */
export async function cancelBlockedOrder(
  uow: UnitOfWork,
  subject: Subject,
  { reason }: { reason: string },
): Promise<ActionResult> {
  const order = requireOrder(subject)
  const refund = await refundCaptured(uow, subject)
  await markOrderCanceled(uow, order, { canceledAt: uow.now, reason })
  return { outcome: 'resolved', data: { reason, ...(refund ? { refund } : {}) } }
}

/** Reserves a refund of everything captured here. Returns its status; undefined without captures. */
async function refundCaptured(uow: UnitOfWork, subject: Subject): Promise<string | undefined> {
  const order = requireOrder(subject)
  const facts = await loadRefundFacts(uow.tx, order)
  if (orderCapMinor(usableTenders(facts, 'cash')) <= 0n) return undefined
  const { status } = await issueRefundWithin(uow, order, subject.person, {
    orderId: order.id,
    amount: 'full',
    refundType: 'cash',
    lines: [],
    shipping: 'all',
    dutyDomestic: 'all',
    dutyInternational: 'all',
    tip: 'all',
    fee: 'all',
    note: 'The order was canceled',
    notify: true,
    idempotencyKey: resolutionKey(subject.exception),
  })
  return status
}
