import { z } from 'zod'
import type { OrderRow } from '@/db/queries/orders/orders'
import { orderCanceledByStaff } from '@/domain/events/order-events'
import type { OrderId } from '@/domain/ids'
import { formatMoney } from '@/domain/money/money'
import { capturedLeftMinor } from '@/domain/order/order-actions'
import { usableTenders } from '@/domain/refund/refund-facts'
import { orderCapMinor } from '@/domain/refund/tender-cap'
import { Reason } from '@/domain/text/text-inputs'
import { AppError } from '@/server/errors'
import type { CommandContext, UnitOfWork } from '@/server/unit-of-work'
import { actOnOrder, type OrderAct } from '../orders/act-on-order'
import { markOrderCanceled } from '../orders/mark-order-canceled'
import { IdempotencyKey } from '../orders/order-inputs'
import type { ResolutionResponse } from '../refunds/idempotent-response'
import { issueRefundWithin } from '../refunds/issue-refund'
import { loadRefundFacts } from '../refunds/load-refund-facts'

export const CancelOrderInput = z.object({
  orderId: z.uuid(),
  reason: Reason,
  /** Whether to email the customer about the refund. */
  notify: z.boolean().default(false),
  idempotencyKey: IdempotencyKey,
})
export type CancelOrderInput = z.infer<typeof CancelOrderInput>

export type CancelOrderResult = {
  orderId: OrderId
  /** The refund of the captured amount; null when nothing was captured. */
  refund: ResolutionResponse | null
}

/**
 * Cancels an order: voids its authorizations, refunds what was captured (with approval above the
 * staff member's limit) and releases its stock.
 * @throws AppError forbidden, not_found, conflict
 */
export function cancelOrder(
  input: CancelOrderInput,
  context: CommandContext,
): Promise<CancelOrderResult> {
  const { orderId, reason } = input
  return actOnOrder('cancel', orderId, context, async (uow, act) => {
    const refund = capturedLeftMinor(act.facts) > 0n ? await refundCaptured(uow, act, input) : null
    await markOrderCanceled(uow, act.order, { canceledAt: uow.now, reason })
    uow.record(
      orderCanceledByStaff({
        orderId,
        reason,
        before: act.order.status,
        after: 'canceled',
        refundId: refund?.resolutionId ?? null,
      }),
    )
    return { orderId, refund }
  })
}

async function refundCaptured(
  uow: UnitOfWork,
  { order, person }: OrderAct,
  { reason, notify, idempotencyKey }: CancelOrderInput,
): Promise<ResolutionResponse> {
  await assertRefundable(uow, order)
  return issueRefundWithin(uow, order, person, {
    orderId: order.id,
    amount: 'full',
    refundType: 'cash',
    lines: [],
    shipping: 'all',
    dutyDomestic: 'all',
    dutyInternational: 'all',
    tip: 'all',
    fee: 'all',
    note: `Order canceled: ${reason}`,
    notify,
    idempotencyKey,
  })
}

/** Throws when another gateway holds part of the money: only that gateway can refund it. */
async function assertRefundable(uow: UnitOfWork, order: OrderRow): Promise<void> {
  const facts = await loadRefundFacts(uow.tx, order)
  const usable = usableTenders(facts, 'cash')
  const others = facts.tenders.filter((tender) => !usable.includes(tender))
  const left = orderCapMinor(others)
  if (left === 0n) return
  throw new AppError(
    'conflict',
    `${formatMoney(left, facts.currency)} was paid through ${others[0]?.gateway}: cancel the order at the storefront, which refunds it.`,
  )
}
