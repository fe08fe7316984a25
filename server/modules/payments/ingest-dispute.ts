import { type DisputeRow, listDisputes, saveDispute } from '@/db/queries/money/disputes'
import type { OrderRow } from '@/db/queries/orders/orders'
import { DISPUTE_EVENTS } from '@/domain/events/payment-events'
import { formatMoney } from '@/domain/money/money'
import type { DisputeFact } from '@/domain/order/storefront-facts'
import { disputeOutcome } from '@/domain/payment/dispute-state'
import { type DisputePayload, mapDispute } from '@/server/adapters/shopify/payload/dispute'
import { closeExceptions } from '../exceptions/close-exceptions'
import { openException } from '../exceptions/open-exception'
import { type Ingest, momentOf, processed, type Verdict } from '../orders/ingest'
import { lockOrder } from '../orders/lock-ingest-order'
import { saveChargebacks } from './save-chargebacks'

/** Brings a bank's dispute to its order, and people to it unless the money stays with us. */
export async function ingestDispute(ingest: Ingest, payload: DisputePayload): Promise<Verdict> {
  const { uow, webhook } = ingest
  const order = await lockOrder(ingest, payload.order_id)
  if (!order) return { status: 'waiting', reason: 'It waits for its order.' }
  const dispute = mapDispute(payload)
  const { amount, ...facts } = dispute
  const row = { ...facts, currency: amount.currency, amountMinor: amount.minor }
  const updatedAt = momentOf(webhook)
  const known = await listDisputes(uow.tx, order.id)
  const wasSaved = await saveDispute(uow.tx, { ...row, orderId: order.id, updatedAt })
  if (!wasSaved) {
    const reason = 'A newer version of it was there already.'
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
  await tellPeople(ingest, order, dispute, known)
  return processed(order.id)
}

/** `known`: the order's disputes as they were before this message. */
async function tellPeople(
  { uow }: Ingest,
  order: OrderRow,
  dispute: DisputeFact,
  known: readonly DisputeRow[],
): Promise<void> {
  const { reason, externalId, status } = dispute
  const kind = 'chargeback_opened'
  const outcome = disputeOutcome(status)
  const before = known.find((one) => one.externalId === externalId)
  const wasTold = before !== undefined && disputeOutcome(before.status) !== 'kept'
  if (outcome === 'open' || (outcome === 'lost' && !wasTold)) {
    await openException(uow, {
      orderId: order.id,
      kind,
      ...(reason ? { code: reason } : {}),
      message: wordsOf(dispute, outcome),
      detail: { externalId, disputeKind: dispute.kind, status },
    })
    return
  }
  const isOtherOpen = known.some((one) => one !== before && disputeOutcome(one.status) === 'open')
  if (outcome === 'kept' && !isOtherOpen)
    await closeExceptions(uow, { orderId: order.id, kind }, `the dispute is ${status}`)
}

function wordsOf({ amount, reason, evidenceDueAt }: DisputeFact, outcome: 'open' | 'lost'): string {
  const size = formatMoney(amount.minor, amount.currency)
  const why = reason ?? 'no reason given'
  if (outcome === 'lost') return `The bank took back ${size} that the customer disputed (${why}).`
  const until = evidenceDueAt ? `, evidence until ${evidenceDueAt.toISOString().slice(0, 10)}` : ''
  return `The customer disputed ${size} at their bank (${why})${until}.`
}
