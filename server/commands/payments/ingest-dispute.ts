import { listDisputes, saveDispute } from '@/db/queries/disputes'
import type { OrderRow } from '@/db/queries/orders'
import { listPayments } from '@/db/queries/payments'
import { saveStorefrontTransaction } from '@/db/queries/storefront-payments'
import { type DisputePayload, mapDispute } from '@/server/adapters/shopify/dispute'
import { chargebackStatus, disputeOutcome } from '@/server/domain/dispute-state'
import { formatMoney } from '@/server/domain/money'
import type { DisputeFact } from '@/server/domain/storefront-facts'
import { amountsOfTransaction } from '@/server/domain/transaction-amounts'
import { type Ingest, momentOf, processed, type Verdict } from '../deliveries/ingest'
import { lockOrder } from '../deliveries/lock-order'
import { closeExceptions } from '../exceptions/close-exceptions'
import { openException } from '../exceptions/open-exception'

/** Brings a bank's dispute to its order, and people to it while it is open. */
export async function ingestDispute(ingest: Ingest, payload: DisputePayload): Promise<Verdict> {
  const { scope, delivery } = ingest
  const order = await lockOrder(ingest, payload.order_id)
  if (!order) return { status: 'waiting', reason: 'It waits for its order.' }
  const dispute = mapDispute(payload)
  const { amount, ...facts } = dispute
  const row = { ...facts, currency: amount.currency, amountMinor: amount.minor }
  const updatedAt = momentOf(delivery)
  const wasSaved = await saveDispute(scope.tx, { ...row, orderId: order.id, updatedAt })
  if (!wasSaved) {
    const reason = 'A newer version of it was there already.'
    return { status: 'superseded', reason, orderId: order.id }
  }
  scope.recordOrderEvent(order.id, `dispute.${disputeOutcome(dispute.status)}`, {
    externalId: dispute.externalId,
    status: dispute.status,
    amount: formatMoney(amount.minor, amount.currency),
  })
  await saveChargeback(ingest, order, dispute)
  await tellPeople(ingest, order, dispute)
  return processed(order.id)
}

/**
 * The storefront does not say which tender is disputed. Where only one can be, the chargeback
 * stands on it and lowers what may still be refunded.
 */
async function saveChargeback(
  { scope, storefront }: Ingest,
  order: OrderRow,
  dispute: DisputeFact,
): Promise<void> {
  if (dispute.kind !== 'chargeback') return
  const amounts = amountsOfTransaction({ ...dispute, kind: 'capture', shopMinor: null }, order)
  const tenders = await listPayments(scope.tx, order.id)
  const possible = tenders.filter(
    ({ kind, capturedMinor }) =>
      kind !== 'gift_card' && amounts !== undefined && capturedMinor >= amounts.amountMinor,
  )
  const [tender, ...others] = possible
  if (!amounts || !tender || others.length > 0) return
  await saveStorefrontTransaction(scope.tx, {
    paymentId: tender.id,
    orderId: order.id,
    kind: 'chargeback',
    status: chargebackStatus(dispute.status),
    ...amounts,
    source: 'storefront',
    externalId: `dispute-${dispute.externalId}`,
    idempotencyKey: `${storefront.id}:dispute:${dispute.externalId}`,
    errorCode: null,
    errorMessage: null,
    at: dispute.finalizedAt ?? dispute.initiatedAt ?? scope.now,
  })
}

async function tellPeople({ scope }: Ingest, order: OrderRow, dispute: DisputeFact): Promise<void> {
  const { amount, reason, evidenceDueAt, externalId } = dispute
  const kind = 'chargeback_opened'
  if (disputeOutcome(dispute.status) === 'open') {
    const size = formatMoney(amount.minor, amount.currency)
    const until = evidenceDueAt
      ? `, evidence until ${evidenceDueAt.toISOString().slice(0, 10)}`
      : ''
    await openException(scope, {
      orderId: order.id,
      kind,
      ...(reason ? { code: reason } : {}),
      message: `The customer disputed ${size} at their bank (${reason ?? 'no reason given'})${until}.`,
      detail: { externalId, disputeKind: dispute.kind, status: dispute.status },
    })
    return
  }
  const all = await listDisputes(scope.tx, order.id)
  if (all.some(({ status }) => disputeOutcome(status) === 'open')) return
  if (disputeOutcome(dispute.status) === 'kept')
    await closeExceptions(scope, { orderId: order.id, kind }, `the dispute is ${dispute.status}`)
}
