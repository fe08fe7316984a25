import type { OrderRow } from '@/db/queries/orders'
import { mapTransaction } from '@/server/adapters/shopify/map-transaction'
import type { TransactionPayload } from '@/server/adapters/shopify/transaction-payload'
import { formatAmount } from '@/server/domain/money'
import type { TransactionFact } from '@/server/domain/storefront-facts'
import { type Ingest, momentOf, processed, type Verdict } from '../deliveries/ingest'
import { lockOrder } from '../deliveries/lock-order'
import { refreshPaymentStatus } from '../orders/refresh-payment-status'
import { wakeOrder } from '../orders/wake-order'
import { saveChargebacks } from './save-chargebacks'
import { saveTransaction } from './save-transaction'
import { settleStorefrontRefunds } from './settle-storefront-refunds'

/** Brings one movement of money at the storefront to its tender, and the order on its way. */
export async function ingestTransaction(
  ingest: Ingest,
  externalOrderId: string,
  payload: TransactionPayload,
): Promise<Verdict> {
  const { scope, delivery, known } = ingest
  const order = await lockOrder(ingest, externalOrderId)
  if (!order) return { status: 'waiting', reason: 'It waits for its order.' }
  const fact = mapTransaction(payload, order, { at: momentOf(delivery) })
  const saved = await saveTransaction(scope, order, fact, known.isUnpaid)
  known.isUnpaid = false
  if (saved.outcome === 'waiting')
    return { status: 'waiting', reason: saved.reason, orderId: order.id }
  if (saved.outcome === 'saved') await tellOrder(ingest, order, fact)
  return processed(order.id)
}

async function tellOrder(ingest: Ingest, order: OrderRow, fact: TransactionFact): Promise<void> {
  const { scope } = ingest
  const { kind, status, gateway, amount, externalId } = fact
  scope.recordOrderEvent(order.id, `payment.${kind}`, {
    status,
    gateway,
    externalId,
    amount: formatAmount(amount.minor, amount.currency),
    currency: amount.currency,
  })
  await refreshPaymentStatus(scope, order)
  if (kind === 'refund') await settleStorefrontRefunds(ingest, order)
  if (kind === 'sale' || kind === 'capture') await saveChargebacks(scope, order)
  if (order.status === 'cancelled' && kind === 'authorization' && status === 'succeeded') {
    const { requestId } = scope.context
    scope.emit({ name: 'order/cancelled', data: { orderId: order.id, requestId } })
  } else if (status === 'succeeded') await wakeOrder(scope, order, 'payment')
}
