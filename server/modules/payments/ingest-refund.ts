import type { NewResolution, NewResolutionLine } from '@/db/queries/money/resolutions'
import {
  insertStorefrontRefund,
  listPendingStorefrontRefunds,
} from '@/db/queries/money/storefront-refunds'
import { listOrderLines } from '@/db/queries/orders/order-parts'
import type { OrderRow } from '@/db/queries/orders/orders'
import { refundReported } from '@/domain/events/resolution-events'
import { formatAmount } from '@/domain/money/money'
import type { RefundFact } from '@/domain/order/storefront-facts'
import { mapRefund } from '@/server/adapters/shopify/payload/map-refund'
import type { RefundPayload } from '@/server/adapters/shopify/payload/refund-payload'
import { type Ingest, occurredAt, processed, type WebhookOutcome } from '../orders/ingest'
import { lockOrder } from '../orders/lock-ingest-order'
import { refreshPaymentStatus } from '../orders/refresh-payment-status'
import { refundOutcome } from './internal/refund-outcome'
import { type SavedTransaction, saveTransaction } from './internal/save-transaction'
import { settleStorefrontRefund } from './internal/settle-storefront-refunds'

/**
 * Ingests a refund made at the storefront: saves the refund with its lines, and each transaction as
 * soon as its payment is known.
 */
export async function ingestRefund(
  ingest: Ingest,
  payload: RefundPayload,
): Promise<WebhookOutcome> {
  const { uow, webhook } = ingest
  const order = await lockOrder(ingest, payload.order_id)
  if (!order) return { status: 'waiting', reason: 'Waiting for its order.' }
  const refund = mapRefund(payload, order, { at: occurredAt(webhook) })
  const lines = await resolutionLinesOf(ingest, order, refund)
  if (!lines) return { status: 'waiting', reason: 'Waiting for its order line.', orderId: order.id }
  const resolution = resolutionOf(order, refund)
  const isNew = await insertStorefrontRefund(uow.tx, resolution, lines)
  if (isNew) {
    uow.record(
      refundReported({
        orderId: order.id,
        externalId: refund.externalId,
        amount: formatAmount(resolution.totalMinor, order.currency),
        currency: order.currency,
        transactions: refund.transactions.length,
      }),
    )
  }
  const waitingFor = await saveTransactions(ingest, order, refund)
  const pending = await listPendingStorefrontRefunds(uow.tx, order.id)
  await settleStorefrontRefund(uow, order, pending, refund)
  return waitingFor
    ? { status: 'waiting', reason: waitingFor, orderId: order.id }
    : processed(order.id)
}

/** Returns the refund's lines; undefined while one of them is unknown. */
async function resolutionLinesOf(
  { uow }: Ingest,
  order: OrderRow,
  refund: RefundFact,
): Promise<NewResolutionLine[] | undefined> {
  const known = await listOrderLines(uow.tx, order.id)
  const ids = new Map(known.map((line) => [line.externalId, line.id]))
  const lines: NewResolutionLine[] = []
  for (const { lineExternalId, ...facts } of refund.lines) {
    const lineId = ids.get(lineExternalId)
    if (!lineId) return undefined
    if (facts.quantity > 0) lines.push({ lineId, ...facts })
  }
  return lines
}

function resolutionOf(order: OrderRow, refund: RefundFact): NewResolution {
  const { externalId, at, note, itemsMinor, taxMinor, shippingMinor, dutyMinor } = refund
  const outcome = refundOutcome(order, refund)
  return {
    orderId: order.id,
    kind: 'refund',
    source: 'storefront',
    ...outcome,
    externalId,
    currency: order.currency,
    shopCurrency: order.shopCurrency,
    itemsMinor,
    taxMinor,
    shippingMinor,
    dutyMinor,
    dutyInternationalMinor: order.dutyInternationalMinor > 0n ? dutyMinor : 0n,
    note,
    settledAt: outcome.status === 'pending' ? null : at,
    idempotencyKey: `${order.storefrontId}:refund:${externalId}`,
    at,
  }
}

/** Saves the refund's transactions; returns what they are waiting for, if anything. */
async function saveTransactions(
  { uow, known }: Ingest,
  order: OrderRow,
  refund: RefundFact,
): Promise<string | undefined> {
  known.isUnpaid = false
  const results: SavedTransaction[] = []
  for (const transaction of refund.transactions)
    results.push(await saveTransaction(uow, order, transaction))
  if (results.some(({ outcome }) => outcome === 'saved')) await refreshPaymentStatus(uow, order)
  return results.find((result) => result.outcome === 'waiting')?.reason
}
