import { type Executor, transaction } from '@/db/client'
import { findOrder } from '@/db/queries/money/refund-facts'
import { getStorefront, type OrderRow } from '@/db/queries/orders/orders'
import { receiptText } from '@/domain/receipt/receipt-text'
import { composeRefundReceipt, type RefundReceiptFacts } from '@/domain/receipt/resolution-receipt'
import { quoteRefund, type RefundQuote } from '@/domain/refund/quote-refund'
import type { RefundFacts } from '@/domain/refund/refund-facts'
import { isAllowed } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { requirePerson } from '@/server/require-person'
import type { CommandContext } from '@/server/unit-of-work'
import { loadRefundFacts } from './load-refund-facts'
import { type RefundInput, toChoice, withBadInput } from './refund-input'

/** Placeholder: the gift card is issued with the refund. */
const CODE_PLACEHOLDER = 'XXXX-XXXX-XXXX-XXXX'

/**
 * Returns the email that the customer would receive about this refund.
 * @throws AppError forbidden, not_found, bad_input
 */
export async function previewRefundMail(
  input: RefundInput,
  { actor }: CommandContext,
): Promise<{ to: string | null; subject: string; text: string }> {
  const person = requirePerson(actor, 'refunds.issue')
  return transaction(async (tx) => {
    const order = await findOrder(tx, input.orderId)
    if (!order) throw new AppError('not_found', 'Order not found.')
    const facts = await loadRefundFacts(tx, order)
    const canOverride = isAllowed(person.role, 'refunds.override')
    const quote = withBadInput(() => quoteRefund(facts, toChoice(input, facts), canOverride))
    const receipt = composeRefundReceipt(await toReceiptFacts(tx, order, facts, quote))
    return { to: order.email, subject: receipt.subject, text: receiptText(receipt) }
  })
}

async function toReceiptFacts(
  tx: Executor,
  order: OrderRow,
  facts: RefundFacts,
  quote: RefundQuote,
): Promise<RefundReceiptFacts> {
  const { parts } = quote
  const storefront = await getStorefront(tx, order.storefrontId)
  return {
    orderName: order.name,
    storefrontName: storefront.name,
    customerName: order.customerName,
    locale: order.customerLocale,
    currency: order.currency,
    taxesIncluded: order.taxesIncluded,
    taxMinor: quote.taxMinor,
    shippingMinor: parts.shipping,
    dutyMinor: parts.dutyDomestic + parts.dutyInternational,
    tipMinor: parts.tip,
    feeMinor: parts.fee,
    adjustmentMinor: quote.adjustmentMinor,
    totalMinor: quote.totalMinor,
    lines: quote.lines.flatMap(({ lineId, quantity, amountMinor }) => {
      const line = facts.lines.find(({ id }) => id === lineId)
      if (!line) return []
      return [{ title: line.title, variantTitle: line.variantTitle, quantity, amountMinor }]
    }),
    destinations: destinationsOf(facts, quote),
  }
}

function destinationsOf(
  facts: RefundFacts,
  { tenders }: RefundQuote,
): RefundReceiptFacts['destinations'] {
  const newCardParts = tenders.filter((part) => part.newGiftCard)
  const newCardMinor = newCardParts.reduce((sum, part) => sum + part.amountMinor, 0n)
  const card = { kind: 'gift_card', brand: null, lastFour: null, code: CODE_PLACEHOLDER }
  return [
    ...tenders.flatMap(({ tenderId, amountMinor, newGiftCard }) => {
      const tender = facts.tenders.find(({ id }) => id === tenderId)
      if (newGiftCard || !tender) return []
      const { kind, brand, lastFour } = tender
      return [{ kind, brand, lastFour, amountMinor, code: null }]
    }),
    ...(newCardMinor > 0n ? [{ ...card, amountMinor: newCardMinor }] : []),
  ]
}
