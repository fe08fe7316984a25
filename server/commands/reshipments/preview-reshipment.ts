import { transaction } from '@/db/client'
import { listOrderAddresses } from '@/db/queries/order-parts'
import { findOrder } from '@/db/queries/refund-facts'
import { findLatestResolution } from '@/db/queries/resolutions'
import { isAllowed } from '@/server/domain/permissions'
import {
  quoteReshipment,
  type ReshipmentQuote,
  unitsToReship,
} from '@/server/domain/refunds/quote-reshipment'
import { RefundError } from '@/server/domain/refunds/refund-error'
import type { RefundFacts } from '@/server/domain/refunds/refund-facts'
import { approvalReasons, reshipmentLimits } from '@/server/domain/refunds/refund-limits'
import { AppError } from '@/server/errors'
import { gatherRefundFacts } from '../refunds/gather-refund-facts'
import { limitsOf } from '../refunds/limits-of'
import {
  type Person,
  requirePerson,
  revisionOf,
  sumRefundsOf90Days,
} from '../refunds/refund-context'
import type { CommandContext } from '../write'
import { findShortage, gatherShelfNeeds, goodsShopMinor } from './gather-reshipment'
import type { ReshipmentInput } from './reshipment-input'

/**
 * What sending goods again would come to at this moment: how many units may go, what they were
 * bought for, and whose word it takes. What the rules refuse comes back as `problem`.
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
    if (!order) throw new AppError('not_found', 'There is no such order.')
    const facts = await gatherRefundFacts(tx, order)
    const { quote, problem } = tryQuote(facts, input, person)
    const shortage = quote && findShortage(await gatherShelfNeeds(tx, order, quote.lines))
    const { shopCurrency } = order
    const limits = await limitsOf(tx, person.role, shopCurrency)
    const states = reshipmentLimits(limits, quote ? goodsShopMinor(order, quote) : 0n)
    const [addresses, last] = await Promise.all([
      listOrderAddresses(tx, order.id),
      findLatestResolution(tx, order.id),
    ])
    return {
      order: { id: order.id, name: order.name, currency: order.currency },
      revision: revisionOf(facts),
      lastChangedBy: last?.requestedByName ?? null,
      lines: facts.lines.map((line) => ({
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
      })),
      quote,
      problem: problem ?? shortage ?? null,
      shipTo: addresses.find(({ kind }) => kind === 'shipping') ?? null,
      limits: {
        shopCurrency,
        states,
        approvalReasons: approvalReasons(states, shopCurrency),
        refunded90DaysMinor: await sumRefundsOf90Days(tx, order, now),
      },
    }
  })
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

/** @throws RefundError when the person may not send more than was bought */
export function isOverride({ overrideReason }: ReshipmentInput, person: Person): boolean {
  if (!overrideReason) return false
  if (isAllowed(person.role, 'refunds.override')) return true
  throw new RefundError('Only a lead may send again what was sent again before.')
}
