import { transaction } from '@/db/client'
import { findOrder } from '@/db/queries/money/refund-facts'
import { findLatestResolution } from '@/db/queries/money/resolutions'
import { partsLeft } from '@/domain/refund/quote-parts'
import { quoteRefund, type RefundQuote } from '@/domain/refund/quote-refund'
import { unitsToReship } from '@/domain/refund/quote-reshipment'
import { RefundError } from '@/domain/refund/refund-error'
import {
  type PartName,
  type RefundFacts,
  unitsLeft,
  usableTenders,
} from '@/domain/refund/refund-facts'
import { orderCapMinor, tenderCapMinor } from '@/domain/refund/tender-cap'
import { isAllowed } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type Person, requirePerson } from '@/server/require-person'
import type { CommandContext } from '@/server/unit-of-work'
import { evaluateApproval, sumRefundsLast90Days } from './evaluate-approval'
import { revisionOf } from './idempotent-response'
import { loadRefundFacts } from './load-refund-facts'
import { type RefundInput, toChoice } from './refund-input'

/**
 * Returns a refund's current quote: the refundable quantity or amount of each line and part, the
 * breakdown, the split over tenders and the limits. `problem` explains a choice that isn't allowed.
 * @throws AppError forbidden, not_found
 */
export async function previewRefund(
  input: RefundInput,
  { actor }: CommandContext,
  now = new Date(),
) {
  const person = requirePerson(actor, 'refunds.issue')
  return transaction(async (tx) => {
    const order = await findOrder(tx, input.orderId)
    if (!order) throw new AppError('not_found', 'Order not found.')
    const [facts, latest] = await Promise.all([
      loadRefundFacts(tx, order),
      findLatestResolution(tx, order.id),
    ])
    const { quote, problem } = tryQuote(facts, input, person)
    const [approval, refunded90DaysMinor] = await Promise.all([
      evaluateApproval(tx, { order, facts, person }, quote?.totalShopMinor ?? 0n, now),
      sumRefundsLast90Days(tx, order, now),
    ])
    return {
      order: {
        id: order.id,
        name: order.name,
        currency: order.currency,
        taxesIncluded: order.taxesIncluded,
        hasEmail: order.email !== null,
      },
      revision: revisionOf(facts),
      /** The user who last issued a refund or reshipment for this order. */
      lastChangedBy: latest?.requestedByName ?? null,
      ...describeRemaining(facts, input, quote),
      quote,
      problem,
      limits: {
        shopCurrency: order.shopCurrency,
        ...approval,
        refunded90DaysMinor,
      },
    }
  })
}

function tryQuote(
  facts: RefundFacts,
  input: RefundInput,
  person: Person,
): { quote: RefundQuote | null; problem: string | null } {
  try {
    const canOverride = isAllowed(person.role, 'refunds.override')
    const quote = quoteRefund(facts, toChoice(input, facts), canOverride)
    return { quote, problem: null }
  } catch (error) {
    if (error instanceof RefundError) return { quote: null, problem: error.message }
    throw error
  }
}

/** Returns what is still refundable for each line, part and tender. */
function describeRemaining(facts: RefundFacts, input: RefundInput, quote: RefundQuote | null) {
  const usable = usableTenders(facts, input.refundType)
  return {
    leftMinor: orderCapMinor(usable),
    lines: facts.lines.map((line) => ({
      id: line.id,
      title: line.title,
      variantTitle: line.variantTitle,
      sku: line.sku,
      quantity: line.quantity,
      refundedUnits: line.refundedUnits,
      reshippedUnits: line.reshippedUnits,
      leftUnits: unitsLeft(line),
      reshippableUnits: unitsToReship(line),
      isShippable: line.isShippable,
      chosen: quote?.lines.find(({ lineId }) => lineId === line.id) ?? null,
    })),
    parts: describeParts(facts),
    tenders: facts.tenders.map((tender) => {
      const part = quote?.tenders.find(({ tenderId }) => tenderId === tender.id)
      return {
        id: tender.id,
        kind: tender.kind,
        brand: tender.brand,
        lastFour: tender.lastFour,
        gateway: tender.gateway,
        capMinor: tenderCapMinor(tender),
        isUsable: usable.includes(tender),
        amountMinor: part?.amountMinor ?? 0n,
        newGiftCard: part?.newGiftCard ?? false,
      }
    }),
  }
}

function describeParts(facts: RefundFacts) {
  const left = partsLeft(facts)
  const describePart = (name: PartName) => ({
    paidMinor: facts.parts[name].paidMinor,
    leftMinor: left[name],
  })
  return {
    shipping: describePart('shipping'),
    dutyDomestic: describePart('dutyDomestic'),
    dutyInternational: describePart('dutyInternational'),
    tip: describePart('tip'),
    fee: describePart('fee'),
  }
}
