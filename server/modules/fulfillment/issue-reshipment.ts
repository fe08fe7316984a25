import {
  findResolutionByKey,
  insertResolution,
  insertResolutionParts,
  type ResolutionRow,
} from '@/db/queries/money/resolutions'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import { reshipmentApprovalRequested, reshipmentIssued } from '@/domain/events/resolution-events'
import { formatMoney } from '@/domain/money/money'
import { quoteReshipment, type ReshipmentQuote } from '@/domain/refund/quote-reshipment'
import { APPROVAL_HOURS, approvalReasons, reshipmentLimits } from '@/domain/refund/refund-limits'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { type Person, requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { getRefundLimits } from '../admin/get-refund-limits'
import {
  assertCurrentRevision,
  hashRequest,
  type ResolutionResponse,
  replayResponse,
  toResponse,
} from '../refunds/idempotent-response'
import { loadRefundFacts } from '../refunds/load-refund-facts'
import { withBadInput } from '../refunds/refund-input'
import { findShortage, goodsShopMinor, loadStockNeeds } from './internal/load-reshipment'
import { isOverride } from './preview-reshipment'
import { reserveReshipment } from './reserve-reshipment'
import { cleanShipTo, type IssueReshipmentInput } from './reshipment-input'

const HOUR_MS = 60 * 60 * 1000

/**
 * Issues a reshipment at no charge, or requests approval when its goods value exceeds the requester's
 * limit. The commit reserves the stock; the pipeline ships it.
 * @throws AppError forbidden, not_found, bad_input (with the remaining units), conflict (not enough
 * stock, or the order changed after the preview)
 */
export async function issueReshipment(
  input: IssueReshipmentInput,
  context: CommandContext,
): Promise<ResolutionResponse> {
  return runInTransaction(context, (uow) => issueReshipmentWithin(uow, input))
}

/** `issueReshipment` inside the caller's transaction. */
export async function issueReshipmentWithin(
  uow: UnitOfWork,
  input: IssueReshipmentInput,
): Promise<ResolutionResponse> {
  const person = requirePerson(uow.context.actor, 'refunds.issue')
  const { idempotencyKey, revision, ...content } = input
  const requestHash = hashRequest(person, 'reshipment', content)
  const order = await lockOrder(uow.tx, input.orderId)
  if (!order) throw new AppError('not_found', 'Order not found.')
  const existing = await findResolutionByKey(uow.tx, idempotencyKey)
  if (existing) return replayResponse(uow, existing, requestHash)
  const facts = await loadRefundFacts(uow.tx, order)
  await assertCurrentRevision(uow, facts, revision)
  const quote = withBadInput(() => quoteReshipment(facts, input.lines, isOverride(input, person)))
  if (quote.lines.length === 0) throw new AppError('bad_input', 'Select items to reship.')
  const shortage = findShortage(await loadStockNeeds(uow.tx, order, quote.lines))
  if (shortage) throw new AppError('conflict', shortage)
  const limits = await getRefundLimits(uow.tx, person.role, order.shopCurrency)
  const states = reshipmentLimits(limits, goodsShopMinor(order, quote))
  const reasons = approvalReasons(states, order.shopCurrency)
  const row = await insertReshipment(uow, { order, person, input, requestHash }, quote, reasons)
  await recordRequest(uow, row, quote)
  if (reasons.length === 0) await reserveReshipment(uow, order, row)
  return toResponse(row, { status: row.status, giftCardCode: null })
}

type Request = {
  order: OrderRow
  person: Person
  input: IssueReshipmentInput
  requestHash: string
}

async function insertReshipment(
  uow: UnitOfWork,
  { order, person, input, requestHash }: Request,
  quote: ReshipmentQuote,
  reasons: string[],
): Promise<ResolutionRow> {
  const isRequest = reasons.length > 0
  const row = await insertResolution(uow.tx, {
    orderId: order.id,
    kind: 'reshipment',
    source: 'person',
    status: isRequest ? 'requested' : 'pending',
    currency: order.currency,
    shopCurrency: order.shopCurrency,
    itemsMinor: quote.itemsMinor,
    taxMinor: quote.taxMinor,
    shippingMinor: 0n,
    dutyMinor: 0n,
    adjustmentMinor: 0n,
    totalMinor: 0n,
    note: cleanText(input.note).text || null,
    isAnnounced: input.notify,
    requestedById: person.id,
    requestedByName: person.name,
    approvalReasons: reasons,
    expiresAt: isRequest ? new Date(uow.now.getTime() + APPROVAL_HOURS * HOUR_MS) : null,
    shipTo: cleanShipTo(input.shipTo),
    overrideReason: input.overrideReason ? cleanText(input.overrideReason).text : null,
    idempotencyKey: input.idempotencyKey,
    requestHash,
    at: uow.now,
  })
  // A concurrent request for another order, which holds another lock, can insert the key first.
  if (!row) throw new AppError('conflict', 'This request was already submitted for another order.')
  const lines = quote.lines.map((line) => ({ ...line, restock: 'none' as const }))
  await insertResolutionParts(uow.tx, row.id, lines, [])
  return row
}

async function recordRequest(
  uow: UnitOfWork,
  row: ResolutionRow,
  quote: ReshipmentQuote,
): Promise<void> {
  const details = {
    orderId: row.orderId,
    resolutionId: row.id,
    units: quote.lines.reduce((sum, line) => sum + line.quantity, 0),
    goods: formatMoney(row.itemsMinor, row.currency),
    ...(row.note ? { note: row.note } : {}),
    ...(row.overrideReason ? { overrideReason: row.overrideReason } : {}),
    ...(row.approvalReasons.length > 0 ? { approvalReasons: row.approvalReasons } : {}),
  }
  const isRequest = row.status === 'requested'
  uow.record(isRequest ? reshipmentApprovalRequested(details) : reshipmentIssued(details))
}
