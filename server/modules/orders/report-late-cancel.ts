import { listShipments } from '@/db/queries/fulfillment/shipments'
import { listPaymentTransactions } from '@/db/queries/money/payments'
import type { OrderRow } from '@/db/queries/orders/orders'
import type { OrderId } from '@/domain/ids'
import { formatMoney } from '@/domain/money/money'
import type { UnitOfWork } from '@/server/unit-of-work'
import { openException } from '../exceptions/open-exception'

/**
 * Opens an exception when a canceled order has captured money or a bought label: the storefront
 * knows of neither, so staff must refund the money or stop the parcel.
 */
export async function reportLateCancel(uow: UnitOfWork, order: OrderRow): Promise<void> {
  const captured = await sumOwnCaptures(uow, order.id)
  const shipments = await listShipments(uow.tx, order.id)
  const labels = shipments.filter(
    (shipment) => shipment.source === 'pipeline' && shipment.status !== 'canceled',
  )
  const done: string[] = []
  if (captured > 0n) done.push(`${formatMoney(captured, order.currency)} had been captured`)
  if (labels.length > 0) {
    const numbers = labels.map((label) => label.trackingNumber ?? label.carrierReference)
    done.push(`its label had been bought (${numbers.join(', ')})`)
  }
  if (done.length === 0) return
  await openException(uow, {
    orderId: order.id,
    kind: 'order_changed_late',
    code: 'canceled_late',
    message: `The order was canceled after ${done.join(' and ')}.`,
    detail: { capturedMinor: captured.toString(), labels: labels.map((label) => label.id) },
  })
}

/** Returns what our capture step captured and has not been refunded yet. */
async function sumOwnCaptures(uow: UnitOfWork, orderId: OrderId): Promise<bigint> {
  const transactions = await listPaymentTransactions(uow.tx, orderId)
  const ours = new Set<string>()
  for (const { kind, status, source, paymentId } of transactions) {
    if (kind === 'capture' && status === 'succeeded' && source === 'pipeline') ours.add(paymentId)
  }
  let sum = 0n
  for (const { kind, status, paymentId, amountMinor } of transactions) {
    if (!ours.has(paymentId)) continue
    if (kind === 'capture' && status === 'succeeded') sum += amountMinor
    if (kind === 'refund' && status !== 'failed') sum -= amountMinor
    if (kind === 'reversal' && status !== 'failed') sum += amountMinor
  }
  return sum
}
