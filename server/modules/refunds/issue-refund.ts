import { lockRefundLimits } from '@/db/queries/money/refund-history'
import {
  findResolutionByKey,
  insertResolution,
  insertResolutionParts,
  type ResolutionRow,
} from '@/db/queries/money/resolutions'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import { formatMoney } from '@/domain/money/money'
import { quoteRefund, type RefundQuote } from '@/domain/refund/quote-refund'
import { type RefundFacts, usableTenders } from '@/domain/refund/refund-facts'
import { APPROVAL_HOURS, approvalReasons, refundLimits } from '@/domain/refund/refund-limits'
import { orderCapMinor } from '@/domain/refund/tender-cap'
import { isAllowed } from '@/domain/staff/permissions'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { type Person, requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { getRefundLimits } from '../admin/get-refund-limits'
import { type ResolutionAnswer, refuseStale, replayResponse } from './idempotent-response'
import { loadRefundFacts } from './load-refund-facts'
import { hashRequest, limitLocks, readRefundHistory, refusing } from './refund-context'
import { type IssueRefundInput, toChoice } from './refund-input'
import { reserveRefund } from './reserve-refund'

const HOUR_MS = 60 * 60 * 1000

/**
 * Gives money back, or asks a second person to, when it is above a limit of the requester. The
 * refund is reserved with the commit; the pipeline carries it out. The same key with the same
 * content gives the same answer again and does nothing.
 * @throws AppError forbidden, not_found, bad_input (with what is left), conflict (the order has
 * changed since the preview, or the key was used for something else)
 */
export async function issueRefund(
  input: IssueRefundInput,
  context: CommandContext,
): Promise<ResolutionAnswer> {
  const person = requirePerson(context.actor, 'refunds.issue')
  return runInTransaction(context, async (uow) => {
    const order = await lockOrder(uow.tx, input.orderId)
    if (!order) throw new AppError('not_found', 'There is no such order.')
    return issueRefundOf(uow, order, person, input)
  })
}

/**
 * The same inside the caller's runInTransaction, under its lock on the order. `skipsOverrideCheck`: the amount follows from
 * the order itself, such as what was paid beyond its total, so that it takes no permission to raise.
 */
export async function issueRefundOf(
  uow: UnitOfWork,
  order: OrderRow,
  person: Person,
  input: IssueRefundInput,
  { skipsOverrideCheck = false } = {},
): Promise<ResolutionAnswer> {
  const { idempotencyKey, revision, ...asked } = input
  const requestHash = hashRequest(person, 'refund', asked)
  const before = await findResolutionByKey(uow.tx, idempotencyKey)
  if (before) return replayResponse(uow, before, requestHash)
  const facts = await loadRefundFacts(uow.tx, order)
  await refuseStale(uow, facts, revision)
  const canOverride = skipsOverrideCheck || isAllowed(person.role, 'refunds.override')
  const quote = refusing(() => quoteRefund(facts, toChoice(input, facts), canOverride))
  assertNonZeroRefund(facts, input, quote)
  const reasons = await evaluateApproval(uow, { order, facts, person }, quote)
  const row = await insertRefund(uow, { order, person, input, requestHash }, quote, reasons)
  await recordRequest(uow, row)
  if (reasons.length > 0) return toAnswer(row, 'requested', null)
  const { status, giftCardCode } = await reserveRefund(uow, order, row)
  return toAnswer(row, status, giftCardCode)
}

function assertNonZeroRefund(
  facts: RefundFacts,
  input: IssueRefundInput,
  quote: RefundQuote,
): void {
  if (quote.totalMinor > 0n) return
  const left = orderCapMinor(usableTenders(facts, input.refundType))
  throw new AppError(
    'bad_input',
    left === 0n
      ? `Nothing is left to refund of order ${facts.orderName}.`
      : `Choose what to refund: ${formatMoney(left, facts.currency)} is left of what was paid.`,
  )
}

/** Why a second person has to decide; empty when nobody has to. */
async function evaluateApproval(
  uow: UnitOfWork,
  { order, facts, person }: { order: OrderRow; facts: RefundFacts; person: Person },
  quote: RefundQuote,
): Promise<string[]> {
  await lockRefundLimits(uow.tx, limitLocks(order, person))
  const history = await readRefundHistory(uow.tx, order, facts, person, uow.now)
  const limits = await getRefundLimits(uow.tx, person.role, order.shopCurrency)
  const states = refundLimits(limits, quote.totalShopMinor, history)
  return approvalReasons(states, order.shopCurrency)
}

type Request = {
  order: OrderRow
  person: Person
  input: IssueRefundInput
  requestHash: string
}

async function insertRefund(
  uow: UnitOfWork,
  { order, person, input, requestHash }: Request,
  quote: RefundQuote,
  reasons: string[],
): Promise<ResolutionRow> {
  const { parts } = quote
  const row = await insertResolution(uow.tx, {
    orderId: order.id,
    kind: 'refund',
    source: 'person',
    status: reasons.length > 0 ? 'requested' : 'pending',
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
    approvalReasons: reasons,
    expiresAt: reasons.length > 0 ? new Date(uow.now.getTime() + APPROVAL_HOURS * HOUR_MS) : null,
    idempotencyKey: input.idempotencyKey,
    requestHash,
    at: uow.now,
  })
  // The key was taken in this very moment, for an order whose lock is not ours.
  if (!row) throw new AppError('conflict', 'This request was sent for another order already.')
  await insertResolutionParts(
    uow.tx,
    row.id,
    quote.lines.map((line) => ({
      lineId: line.lineId,
      quantity: line.quantity,
      restock: line.restock,
      amountMinor: line.amountMinor,
      taxMinor: line.taxMinor,
      taxes: line.taxes.map((tax) => ({ ...tax, amountMinor: tax.amountMinor.toString() })),
      unshippedQuantity: line.unshippedQuantity,
    })),
    quote.tenders.map((part, position) => ({
      paymentId: part.tenderId,
      position,
      destination: part.newGiftCard ? ('gift_card' as const) : ('tender' as const),
      amountMinor: part.amountMinor,
      amountShopMinor: part.amountShopMinor,
      giftCardId: part.giftCardId,
    })),
  )
  return row
}

async function recordRequest(uow: UnitOfWork, row: ResolutionRow): Promise<void> {
  const facts = {
    resolutionId: row.id,
    method: row.method,
    totalMinor: row.totalMinor.toString(),
    total: formatMoney(row.totalMinor, row.currency),
    currency: row.currency,
    ...(row.note ? { note: row.note } : {}),
    ...(row.approvalReasons.length > 0 ? { approvalReasons: row.approvalReasons } : {}),
  }
  const type = row.status === 'requested' ? 'refund.approval_requested' : 'refund.issued'
  uow.recordOrderEvent(row.orderId, type, facts)
  uow.recordAudit(type, { type: 'resolution', id: row.id }, facts)
}

function toAnswer(
  row: ResolutionRow,
  status: ResolutionRow['status'],
  giftCardCode: string | null,
): ResolutionAnswer {
  return {
    resolutionId: row.id,
    status,
    totalMinor: row.totalMinor,
    currency: row.currency,
    approvalReasons: row.approvalReasons,
    giftCardCode,
  }
}
