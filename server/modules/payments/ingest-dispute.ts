import { type DisputeRow, listDisputes, saveDispute } from '@/db/queries/money/disputes'
import type { OrderRow } from '@/db/queries/orders/orders'
import { DISPUTE_EVENTS } from '@/domain/events/payment-events'
import { formatMoney } from '@/domain/money/money'
import type { DisputeFact } from '@/domain/order/storefront-facts'
import { disputeOutcome } from '@/domain/payment/dispute-state'
import { type DisputePayload, mapDispute } from '@/server/adapters/shopify/payload/dispute'
import { closeExceptions } from '../exceptions/close-exceptions'
import { openException } from '../exceptions/open-exception'
import { type Ingest, occurredAt, processed, type WebhookOutcome } from '../orders/ingest'
import { lockOrder } from '../orders/lock-ingest-order'
import { saveChargebacks } from './save-chargebacks'

/** Ingests a dispute and opens or closes its exception. */
export async function ingestDispute(
  ingest: Ingest,
  payload: DisputePayload,
): Promise<WebhookOutcome> {
  const { uow, webhook } = ingest
  const order = await lockOrder(ingest, payload.order_id)
  if (!order) return { status: 'waiting', reason: 'Waiting for its order.' }
  const dispute = mapDispute(payload)
  const { amount, ...facts } = dispute
  const row = { ...facts, currency: amount.currency, amountMinor: amount.minor }
  const updatedAt = occurredAt(webhook)
  const known = await listDisputes(uow.tx, order.id)
  const wasSaved = await saveDispute(uow.tx, { ...row, orderId: order.id, updatedAt })
  if (!wasSaved) {
    const reason = 'A newer version was already processed.'
    return { status: 'superseded', reason, orderId: order.id }
  }
  const changed = DISPUTE_EVENTS[disputeOutcome(dispute.status)]
  uow.record(
    changed({
      orderId: order.id,
      externalId: dispute.externalId,
      status: dispute.status,
      amount: formatMoney(amount.minor, amount.currency),
    }),
  )
  await saveChargebacks(uow, order)
  await updateExceptions(ingest, order, dispute, known)
  return processed(order.id)
}

/** @param known the order's disputes before this webhook */
async function updateExceptions(
  { uow }: Ingest,
  order: OrderRow,
  dispute: DisputeFact,
  known: readonly DisputeRow[],
): Promise<void> {
  const { reason, externalId, status } = dispute
  const kind = 'chargeback_opened'
  const outcome = disputeOutcome(status)
  const previous = known.find((row) => row.externalId === externalId)
  const wasReported = previous !== undefined && disputeOutcome(previous.status) !== 'kept'
  if (outcome === 'open' || (outcome === 'lost' && !wasReported)) {
    await openException(uow, {
      orderId: order.id,
      kind,
      ...(reason ? { code: reason } : {}),
      message: describeDispute(dispute, outcome),
      detail: { externalId, disputeKind: dispute.kind, status },
    })
    return
  }
  const isOtherOpen = known.some((row) => row !== previous && disputeOutcome(row.status) === 'open')
  if (outcome === 'kept' && !isOtherOpen)
    await closeExceptions(uow, { orderId: order.id, kind }, `the dispute is ${status}`)
}

function describeDispute(
  { amount, reason, evidenceDueAt }: DisputeFact,
  outcome: 'open' | 'lost',
): string {
  const disputed = formatMoney(amount.minor, amount.currency)
  const reasonText = reason ?? 'no reason given'
  if (outcome === 'lost')
    return `The customer won a dispute over ${disputed} (${reasonText}). The bank charged it back.`
  const deadline = evidenceDueAt
    ? ` Submit evidence by ${evidenceDueAt.toISOString().slice(0, 10)}.`
    : ''
  return `The customer disputed ${disputed} with their bank (${reasonText}).${deadline}`
}
