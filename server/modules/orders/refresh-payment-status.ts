import { listPayments, listPaymentTransactions } from '@/db/queries/money/payments'
import { type OrderRow, saveOrder } from '@/db/queries/orders/orders'
import { derivePaymentStatus, type PaymentStatus } from '@/domain/order/order-state'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Updates an order's payment status from its tenders and the storefront's status. */
export async function refreshPaymentStatus(
  uow: UnitOfWork,
  order: Pick<OrderRow, 'id' | 'totalMinor' | 'storefrontPaymentStatus' | 'paymentStatus'>,
): Promise<PaymentStatus> {
  const tenders = await listPayments(uow.tx, order.id)
  const transactions = tenders.length > 0 ? await listPaymentTransactions(uow.tx, order.id) : []
  const states = tenders.map((tender) => {
    const own = transactions.filter(({ paymentId }) => paymentId === tender.id)
    const isDeclined = own.length > 0 && own.every(({ status }) => status === 'failed')
    return { ...tender, isDeclined }
  })
  const { totalMinor, storefrontPaymentStatus } = order
  const paymentStatus = derivePaymentStatus(states, totalMinor, storefrontPaymentStatus)
  if (paymentStatus !== order.paymentStatus) await saveOrder(uow.tx, order.id, { paymentStatus })
  return paymentStatus
}
