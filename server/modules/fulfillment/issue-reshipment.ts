import {
  findResolutionByKey,
  insertResolution,
  insertResolutionParts,
  type ResolutionRow,
} from '@/db/queries/money/resolutions'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import { formatMoney } from '@/domain/money/money'
import { quoteReshipment, type ReshipmentQuote } from '@/domain/refund/quote-reshipment'
import { APPROVAL_HOURS, approvalReasons, reshipmentLimits } from '@/domain/refund/refund-limits'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { type Person, requirePerson } from '@/server/require-person'
import { type CommandContext, type WriteScope, write } from '@/server/unit-of-work'
import { limitsOf } from '../admin/get-refund-limits'
import { answerAgain, type ResolutionAnswer, refuseStale } from '../refunds/idempotent-response'
import { gatherRefundFacts } from '../refunds/load-refund-facts'
import { hashRequest, refusing } from '../refunds/refund-context'
import { findShortage, gatherShelfNeeds, goodsShopMinor } from './internal/load-reshipment'
import { isOverride } from './preview-reshipment'
import { reserveReshipment } from './reserve-reshipment'
import { cleanShipTo, type IssueReshipmentInput } from './reshipment-input'

const HOUR_MS = 60 * 60 * 1000

/**
 * Sends goods again at no charge, or asks a second person to allow it when they are worth more
 * than the requester may send. The stock is set aside with the commit; the pipeline ships it.
 * @throws AppError forbidden, not_found, bad_input (with what is left), conflict (no stock, or the
 * order has changed since the preview)
 */
export async function issueReshipment(
  input: IssueReshipmentInput,
  context: CommandContext,
): Promise<ResolutionAnswer> {
  return write(context, (scope) => issueReshipmentWithin(scope, input))
}

/** The same as part of a write. */
export async function issueReshipmentWithin(
  scope: WriteScope,
  input: IssueReshipmentInput,
): Promise<ResolutionAnswer> {
  const person = requirePerson(scope.context.actor, 'refunds.issue')
  const { idempotencyKey, revision, ...asked } = input
  const requestHash = hashRequest(person, 'reshipment', asked)
  const order = await lockOrder(scope.tx, input.orderId)
  if (!order) throw new AppError('not_found', 'There is no such order.')
  const before = await findResolutionByKey(scope.tx, idempotencyKey)
  if (before) return answerAgain(scope, before, requestHash)
  const facts = await gatherRefundFacts(scope.tx, order)
  await refuseStale(scope, facts, revision)
  const quote = refusing(() => quoteReshipment(facts, input.lines, isOverride(input, person)))
  if (quote.lines.length === 0) throw new AppError('bad_input', 'Choose what to send again.')
  const shortage = findShortage(await gatherShelfNeeds(scope.tx, order, quote.lines))
  if (shortage) throw new AppError('conflict', shortage)
  const limits = await limitsOf(scope.tx, person.role, order.shopCurrency)
  const states = reshipmentLimits(limits, goodsShopMinor(order, quote))
  const reasons = approvalReasons(states, order.shopCurrency)
  const row = await insertReshipment(scope, { order, person, input, requestHash }, quote, reasons)
  await recordRequest(scope, row, quote)
  if (reasons.length === 0) await reserveReshipment(scope, order, row)
  return {
    resolutionId: row.id,
    status: row.status,
    totalMinor: 0n,
    currency: row.currency,
    approvalReasons: reasons,
    giftCardCode: null,
  }
}

type Request = {
  order: OrderRow
  person: Person
  input: IssueReshipmentInput
  requestHash: string
}

async function insertReshipment(
  scope: WriteScope,
  { order, person, input, requestHash }: Request,
  quote: ReshipmentQuote,
  reasons: string[],
): Promise<ResolutionRow> {
  const isRequest = reasons.length > 0
  const row = await insertResolution(scope.tx, {
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
    expiresAt: isRequest ? new Date(scope.now.getTime() + APPROVAL_HOURS * HOUR_MS) : null,
    shipTo: cleanShipTo(input.shipTo),
    overrideReason: input.overrideReason ? cleanText(input.overrideReason).text : null,
    idempotencyKey: input.idempotencyKey,
    requestHash,
    at: scope.now,
  })
  // The key was taken in this very moment, for an order whose lock is not ours.
  if (!row) throw new AppError('conflict', 'This request was sent for another order already.')
  const lines = quote.lines.map((line) => ({ ...line, restock: 'none' as const }))
  await insertResolutionParts(scope.tx, row.id, lines, [])
  return row
}

async function recordRequest(
  scope: WriteScope,
  row: ResolutionRow,
  quote: ReshipmentQuote,
): Promise<void> {
  const facts = {
    resolutionId: row.id,
    units: quote.lines.reduce((sum, line) => sum + line.quantity, 0),
    goods: formatMoney(row.itemsMinor, row.currency),
    ...(row.note ? { note: row.note } : {}),
    ...(row.overrideReason ? { overrideReason: row.overrideReason } : {}),
    ...(row.approvalReasons.length > 0 ? { approvalReasons: row.approvalReasons } : {}),
  }
  const type = row.status === 'requested' ? 'reshipment.approval_requested' : 'reshipment.issued'
  scope.recordOrderEvent(row.orderId, type, facts)
  scope.recordAudit(type, { type: 'resolution', id: row.id }, facts)
}
