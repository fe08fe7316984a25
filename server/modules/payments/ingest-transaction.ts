import type { OrderRow } from '@/db/queries/orders/orders'
import { REPORTED_TRANSACTION_EVENTS } from '@/domain/events/payment-events'
import { formatAmount } from '@/domain/money/money'
import type { TransactionFact } from '@/domain/order/storefront-facts'
import { mapTransaction } from '@/server/adapters/shopify/payload/map-transaction'
import type { TransactionPayload } from '@/server/adapters/shopify/payload/transaction-payload'
import { type Ingest, occurredAt, processed, type WebhookOutcome } from '../orders/ingest'
import { lockOrder } from '../orders/lock-ingest-order'
import { refreshPaymentStatus } from '../orders/refresh-payment-status'
import { resumeUnblockedSteps } from '../steps/resume-unblocked-steps'
import { saveTransaction } from './internal/save-transaction'
import { settleStorefrontRefunds } from './internal/settle-storefront-refunds'
import { saveChargebacks } from './save-chargebacks'

/** Ingests a storefront transaction: saves it on its tender and resumes the order if unblocked. */
export async function ingestTransaction(
  ingest: Ingest,
  externalOrderId: string,
  payload: TransactionPayload,
): Promise<WebhookOutcome> {
  const { uow, webhook, known } = ingest
  const order = await lockOrder(ingest, externalOrderId)
  if (!order) return { status: 'waiting', reason: 'Waiting for its order.' }
  const fact = mapTransaction(payload, order, { at: occurredAt(webhook) })
  const saved = await saveTransaction(uow, order, fact, known.isUnpaid)
  known.isUnpaid = false
  if (saved.outcome === 'waiting')
    return { status: 'waiting', reason: saved.reason, orderId: order.id }
  if (saved.outcome === 'saved') await updateOrder(ingest, order, fact)
  return processed(order.id)
}

async function updateOrder(ingest: Ingest, order: OrderRow, fact: TransactionFact): Promise<void> {
  const { uow } = ingest
  const { kind, status, gateway, amount, externalId } = fact
  uow.record(
    REPORTED_TRANSACTION_EVENTS[kind]({
      orderId: order.id,
      status,
      gateway,
      externalId,
      amount: formatAmount(amount.minor, amount.currency),
      currency: amount.currency,
    }),
  )
  await refreshPaymentStatus(uow, order)
  if (kind === 'refund') await settleStorefrontRefunds(ingest, order)
  if (kind === 'sale' || kind === 'capture') await saveChargebacks(uow, order)
  if (order.status === 'canceled' && kind === 'authorization' && status === 'succeeded') {
    const { requestId } = uow.context
    uow.emit({ name: 'order/canceled', data: { orderId: order.id, requestId } })
  } else if (status === 'succeeded') await resumeUnblockedSteps(uow, order, 'payment')
}
