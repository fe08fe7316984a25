import { listShipments } from '@/db/queries/fulfillment/shipments'
import { listPayments } from '@/db/queries/money/payments'
import { countRefunds } from '@/db/queries/money/storefront-refunds'
import type { OrderRow } from '@/db/queries/orders/orders'
import { formatMoney } from '@/domain/money/money'
import { openException } from '@/server/modules/exceptions/open-exception'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Opens an exception when the storefront changed an order too late to follow automatically.
 * @param changes one phrase per change
 */
export async function reportLateChange(
  uow: UnitOfWork,
  order: Pick<OrderRow, 'id' | 'status'>,
  changes: readonly string[],
): Promise<void> {
  if (changes.length === 0 || order.status === 'canceled') return
  const because = await whyTooLate(uow, order)
  if (!because) return
  await openException(uow, {
    orderId: order.id,
    kind: 'order_changed_late',
    code: 'changed_late',
    message: `The storefront changed ${changes.join(', ')} after the order was ${because}.`,
    detail: { changes },
  })
}

async function whyTooLate(
  uow: UnitOfWork,
  order: Pick<OrderRow, 'id' | 'status'>,
): Promise<string | undefined> {
  const shipments = await listShipments(uow.tx, order.id)
  if (shipments.some(({ status }) => status !== 'canceled' && status !== 'pending'))
    return 'shipped'
  if ((await countRefunds(uow.tx, order.id)) > 0) return 'refunded'
  return order.status === 'completed' ? 'completed' : undefined
}

/** Opens an exception when the total changed after the payment was captured. */
export async function reportTotalAfterCapture(
  uow: UnitOfWork,
  order: Pick<OrderRow, 'id' | 'currency' | 'totalMinor' | 'status'>,
  totalMinor: bigint,
): Promise<void> {
  if (totalMinor === order.totalMinor || order.status === 'canceled') return
  const tenders = await listPayments(uow.tx, order.id)
  const captured = tenders.reduce((sum, tender) => sum + tender.capturedMinor, 0n)
  if (captured !== order.totalMinor || captured === 0n) return
  const [was, is] = [order.totalMinor, totalMinor].map((minor) =>
    formatMoney(minor, order.currency),
  )
  await openException(uow, {
    orderId: order.id,
    kind: 'amount_mismatch',
    code: totalMinor > captured ? 'underpaid' : 'overpaid',
    message: `The storefront changed the total from ${was} to ${is} after it was captured.`,
    detail: { promisedMinor: captured.toString(), totalMinor: totalMinor.toString() },
  })
}
