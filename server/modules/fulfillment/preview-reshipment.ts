import { transaction } from '@/db/client'
import { findOrder } from '@/db/queries/money/refund-facts'
import { findLatestResolution } from '@/db/queries/money/resolutions'
import { listOrderAddresses } from '@/db/queries/orders/order-parts'
import {
  quoteReshipment,
  type ReshipmentQuote,
  unitsToReship,
} from '@/domain/refund/quote-reshipment'
import { RefundError } from '@/domain/refund/refund-error'
import type { RefundFacts } from '@/domain/refund/refund-facts'
import { approvalReasons, reshipmentLimits } from '@/domain/refund/refund-limits'
import { isAllowed } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type Person, requirePerson } from '@/server/require-person'
import type { CommandContext } from '@/server/unit-of-work'
import { getRefundLimits } from '../admin/get-refund-limits'
import { sumRefundsLast90Days } from '../refunds/evaluate-approval'
import { revisionOf } from '../refunds/idempotent-response'
import { loadRefundFacts } from '../refunds/load-refund-facts'
import { findShortage, goodsShopMinor, loadStockNeeds } from './internal/load-reshipment'
import type { ReshipmentInput } from './reshipment-input'

/**
 * Returns a reshipment's current quote: the reshippable units of each line, their value and the
 * limit. `problem` explains a choice that isn't allowed.
 * @throws AppError forbidden, not_found
 */
export async function previewReshipment(
  input: ReshipmentInput,
  { actor }: CommandContext,
  now = new Date(),
) {
  const person = requirePerson(actor, 'refunds.issue')
  return transaction(async (tx) => {
    const order = await findOrder(tx, input.orderId)
    if (!order) throw new AppError('not_found', 'Order not found.')
    const facts = await loadRefundFacts(tx, order)
    const { quote, problem } = tryQuote(facts, input, person)
    const shortage = quote && findShortage(await loadStockNeeds(tx, order, quote.lines))
    const { shopCurrency } = order
    const limits = await getRefundLimits(tx, person.role, shopCurrency)
    const states = reshipmentLimits(limits, quote ? goodsShopMinor(order, quote) : 0n)
    const [addresses, latest] = await Promise.all([
      listOrderAddresses(tx, order.id),
      findLatestResolution(tx, order.id),
    ])
    return {
      order: { id: order.id, name: order.name, currency: order.currency },
      revision: revisionOf(facts),
      lastChangedBy: latest?.requestedByName ?? null,
      lines: describeLines(facts, quote),
      quote,
      problem: problem ?? shortage ?? null,
      shipTo: addresses.find(({ kind }) => kind === 'shipping') ?? null,
      limits: {
        shopCurrency,
        states,
        approvalReasons: approvalReasons(states, shopCurrency),
        refunded90DaysMinor: await sumRefundsLast90Days(tx, order, now),
      },
    }
  })
}

function describeLines(facts: RefundFacts, quote: ReshipmentQuote | null) {
  return facts.lines.map((line) => ({
    id: line.id,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    quantity: line.quantity,
    refundedUnits: line.refundedUnits,
    reshippedUnits: line.reshippedUnits,
    leftUnits: unitsToReship(line),
    isShippable: line.isShippable,
    chosen: quote?.lines.find(({ lineId }) => lineId === line.id) ?? null,
  }))
}

function tryQuote(
  facts: RefundFacts,
  input: ReshipmentInput,
  person: Person,
): { quote: ReshipmentQuote | null; problem: string | null } {
  try {
    return { quote: quoteReshipment(facts, input.lines, isOverride(input, person)), problem: null }
  } catch (error) {
    if (error instanceof RefundError) return { quote: null, problem: error.message }
    throw error
  }
}

/** @throws RefundError when the user lacks the permission to reship units again */
export function isOverride({ overrideReason }: ReshipmentInput, person: Person): boolean {
  if (!overrideReason) return false
  if (isAllowed(person.role, 'refunds.override')) return true
  throw new RefundError('Only a lead can reship items that were already reshipped.')
}
