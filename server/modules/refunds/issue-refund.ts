import { findResolutionByKey } from '@/db/queries/money/resolutions'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import { formatMoney } from '@/domain/money/money'
import { quoteRefund, type RefundQuote } from '@/domain/refund/quote-refund'
import { type RefundFacts, usableTenders } from '@/domain/refund/refund-facts'
import { orderCapMinor } from '@/domain/refund/tender-cap'
import { isAllowed } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type Person, requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { evaluateApproval, lockLimits } from './evaluate-approval'
import {
  assertCurrentRevision,
  hashRequest,
  type ResolutionResponse,
  replayResponse,
  toResponse,
} from './idempotent-response'
import { insertRefund } from './internal/insert-refund'
import { loadRefundFacts } from './load-refund-facts'
import { type IssueRefundInput, toChoice, withBadInput } from './refund-input'
import { reserveRefund } from './reserve-refund'

/**
 * Issues a refund, or requests approval when it exceeds a limit of the requester. The commit
 * reserves the amounts; the pipeline then executes the refund (`executeRefund`). Repeating a request
 * with the same key and content returns the same response and changes nothing.
 * @throws AppError forbidden, not_found, bad_input (with the refundable amount), conflict (the order
 * changed after the preview, or the key was used with other content)
 */
export async function issueRefund(
  input: IssueRefundInput,
  context: CommandContext,
): Promise<ResolutionResponse> {
  const person = requirePerson(context.actor, 'refunds.issue')
  return runInTransaction(context, async (uow) => {
    const order = await lockOrder(uow.tx, input.orderId)
    if (!order) throw new AppError('not_found', 'Order not found.')
    return issueRefundWithin(uow, order, person, input)
  })
}

/**
 * `issueRefund` inside the caller's transaction, which holds the lock on the order. Set
 * `skipsOverrideCheck` when the order itself determines the amount, such as an overpayment: raising
 * it then requires no permission.
 */
export async function issueRefundWithin(
  uow: UnitOfWork,
  order: OrderRow,
  person: Person,
  input: IssueRefundInput,
  { skipsOverrideCheck = false } = {},
): Promise<ResolutionResponse> {
  const { idempotencyKey, revision, ...content } = input
  const requestHash = hashRequest(person, 'refund', content)
  const existing = await findResolutionByKey(uow.tx, idempotencyKey)
  if (existing) return replayResponse(uow, existing, requestHash)

  const facts = await loadRefundFacts(uow.tx, order)
  await assertCurrentRevision(uow, facts, revision)
  const canOverride = skipsOverrideCheck || isAllowed(person.role, 'refunds.override')
  const quote = withBadInput(() => quoteRefund(facts, toChoice(input, facts), canOverride))
  assertNonZeroRefund(facts, input, quote)

  await lockLimits(uow.tx, order, person)
  const requester = { order, facts, person }
  const { approvalReasons } = await evaluateApproval(
    uow.tx,
    requester,
    quote.totalShopMinor,
    uow.now,
  )
  const refund = { order, person, input, requestHash, quote, approvalReasons }
  const row = await insertRefund(uow, refund)
  if (row.status === 'requested') return toResponse(row, { status: row.status, giftCardCode: null })
  return toResponse(row, await reserveRefund(uow, order, row))
}

function assertNonZeroRefund(
  facts: RefundFacts,
  input: IssueRefundInput,
  quote: RefundQuote,
): void {
  if (quote.totalMinor > 0n) return
  const leftMinor = orderCapMinor(usableTenders(facts, input.refundType))
  throw new AppError(
    'bad_input',
    leftMinor === 0n
      ? `Order ${facts.orderName} has nothing left to refund.`
      : `Select what to refund. ${formatMoney(leftMinor, facts.currency)} can be refunded.`,
  )
}
