import {
  insertResolution,
  insertResolutionParts,
  type NewResolution,
  type NewResolutionLine,
  type NewResolutionTender,
  type ResolutionRow,
} from '@/db/queries/money/resolutions'
import type { OrderRow } from '@/db/queries/orders/orders'
import { refundApprovalRequested, refundIssued } from '@/domain/events/resolution-events'
import { formatMoney } from '@/domain/money/money'
import type { RefundQuote } from '@/domain/refund/quote-refund'
import { APPROVAL_HOURS } from '@/domain/refund/refund-limits'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import type { Person } from '@/server/require-person'
import type { UnitOfWork } from '@/server/unit-of-work'
import type { IssueRefundInput } from '../refund-input'

const HOUR_MS = 60 * 60 * 1000

type NewRefund = {
  order: OrderRow
  person: Person
  input: IssueRefundInput
  requestHash: string
  quote: RefundQuote
  /** Not empty: a second user must approve the refund. */
  approvalReasons: string[]
}

/**
 * Stores a refund with its lines and tenders, its timeline event and its audit entry.
 * @throws AppError conflict when the idempotency key was just used for another order
 */
export async function insertRefund(uow: UnitOfWork, refund: NewRefund): Promise<ResolutionRow> {
  const row = await insertResolution(uow.tx, {
    ...toResolution(refund),
    ...toApproval(uow, refund),
  })
  // A concurrent request for another order, which holds another lock, can insert the key first.
  if (!row) throw new AppError('conflict', 'This request was already submitted for another order.')
  await insertResolutionParts(uow.tx, row.id, toLines(refund.quote), toTenders(refund.quote))
  recordRequest(uow, row)
  return row
}

function toResolution({
  order,
  person,
  input,
  requestHash,
  quote,
}: NewRefund): Omit<NewResolution, 'status' | 'at'> {
  const { parts } = quote
  return {
    orderId: order.id,
    kind: 'refund',
    source: 'person',
    method: input.refundType,
    currency: order.currency,
    shopCurrency: order.shopCurrency,
    itemsMinor: quote.itemsMinor,
    taxMinor: quote.taxMinor,
    shippingMinor: parts.shipping,
    dutyMinor: parts.dutyDomestic + parts.dutyInternational,
    dutyInternationalMinor: parts.dutyInternational,
    tipMinor: parts.tip,
    feeMinor: parts.fee,
    adjustmentMinor: quote.adjustmentMinor,
    totalMinor: quote.totalMinor,
    totalShopMinor: quote.totalShopMinor,
    reason: quote.reason,
    note: cleanText(input.note).text || null,
    isAnnounced: input.notify,
    requestedById: person.id,
    requestedByName: person.name,
    idempotencyKey: input.idempotencyKey,
    requestHash,
  }
}

function toApproval(
  { now }: UnitOfWork,
  { approvalReasons }: NewRefund,
): Pick<NewResolution, 'status' | 'approvalReasons' | 'expiresAt' | 'at'> {
  if (approvalReasons.length === 0) {
    return { status: 'pending', approvalReasons, expiresAt: null, at: now }
  }
  const expiresAt = new Date(now.getTime() + APPROVAL_HOURS * HOUR_MS)
  return { status: 'requested', approvalReasons, expiresAt, at: now }
}

function toLines({ lines }: RefundQuote): NewResolutionLine[] {
  return lines.map((line) => ({
    lineId: line.lineId,
    quantity: line.quantity,
    restock: line.restock,
    amountMinor: line.amountMinor,
    taxMinor: line.taxMinor,
    taxes: line.taxes.map((tax) => ({ ...tax, amountMinor: tax.amountMinor.toString() })),
    unshippedQuantity: line.unshippedQuantity,
  }))
}

function toTenders({ tenders }: RefundQuote): NewResolutionTender[] {
  return tenders.map((part, position) => ({
    paymentId: part.tenderId,
    position,
    destination: part.newGiftCard ? ('gift_card' as const) : ('tender' as const),
    amountMinor: part.amountMinor,
    amountShopMinor: part.amountShopMinor,
    giftCardId: part.giftCardId,
  }))
}

function recordRequest(uow: UnitOfWork, row: ResolutionRow): void {
  const data = {
    orderId: row.orderId,
    resolutionId: row.id,
    method: row.method,
    totalMinor: row.totalMinor.toString(),
    total: formatMoney(row.totalMinor, row.currency),
    currency: row.currency,
    ...(row.note ? { note: row.note } : {}),
    ...(row.approvalReasons.length > 0 ? { approvalReasons: row.approvalReasons } : {}),
  }
  uow.record(row.status === 'requested' ? refundApprovalRequested(data) : refundIssued(data))
}
