import { z } from 'zod'
import { MoneyError, parseAmount } from '@/domain/money/money'
import { RESTOCK_CHOICES } from '@/domain/refund/quote-lines'
import type { PartChoice } from '@/domain/refund/quote-parts'
import type { RefundChoice } from '@/domain/refund/quote-refund'
import { RefundError } from '@/domain/refund/refund-error'
import { leftOfPaid, type RefundFacts } from '@/domain/refund/refund-facts'
import { ADJUSTMENT_REASONS } from '@/domain/refund/refund-total'
import {
  IdempotencyKey,
  LinesInput,
  NoteInput,
  OrderIdInput,
  UnitsInput,
} from '../orders/order-inputs'

/** An amount as it was typed: a decimal, with the currency it is meant in. */
const AmountInput = z.object(
  {
    amount: z.string().trim().max(60, 'That is no amount.'),
    currency: z.string().max(3, 'A currency has three letters.'),
  },
  'An amount is a decimal with its currency, such as 12.30 and EUR.',
)
type AmountInput = z.infer<typeof AmountInput>

/** All that is left, nothing, or an amount up to what is left. */
const PartInput = z.union(
  [z.enum(['all', 'none']), AmountInput],
  'Of a part of the order, "all", "none" or an amount goes back: a decimal with its currency.',
)

const RestockInput = z.enum(RESTOCK_CHOICES, `Goods are one of: ${RESTOCK_CHOICES.join(', ')}.`)

export const RefundInput = z.object({
  orderId: OrderIdInput,
  amount: z.enum(['full', 'partial'], 'A refund is "full" or "partial".'),
  refundType: z.enum(['cash', 'gift_card'], 'A refund goes back as "cash" or as a "gift_card".'),
  /** Quantities belong to a partial refund; a full one takes only the choice of restock from here. */
  lines: LinesInput(
    z.object({
      lineId: z.string().max(100),
      quantity: UnitsInput.optional(),
      restock: RestockInput.default('none'),
    }),
  ),
  /** What becomes of goods that `lines` does not name: a full refund takes them all. */
  restock: RestockInput.optional(),
  shipping: PartInput.default('none'),
  dutyDomestic: PartInput.default('none'),
  dutyInternational: PartInput.default('none'),
  tip: PartInput.default('none'),
  fee: PartInput.default('none'),
  /** The total that takes the place of the computed one, and why. */
  override: z
    .object({
      total: AmountInput,
      reason: z.enum(
        ADJUSTMENT_REASONS,
        `Another amount has one of these reasons: ${ADJUSTMENT_REASONS.join(', ')}.`,
      ),
    })
    .optional(),
  /** Amounts moved between the payments by hand; without it the rules decide. */
  tenders: z
    .array(z.object({ paymentId: z.string().max(100), amount: AmountInput }))
    .max(100)
    .optional(),
  note: NoteInput.default(''),
  /** Whether the customer is told by mail. */
  notify: z.boolean().default(false),
})
export type RefundInput = z.infer<typeof RefundInput>

export const IssueRefundInput = RefundInput.extend({
  idempotencyKey: IdempotencyKey,
  /** `revision` of the preview that the person saw; refused when the order has changed since. */
  revision: z.string().max(100).optional(),
})
export type IssueRefundInput = z.infer<typeof IssueRefundInput>

type PaidFacts = Pick<RefundFacts, 'currency' | 'tenders'>

/**
 * The form's fields in minor units of the order's currency.
 * @throws RefundError for another currency, too many decimals, or what is no amount
 */
export function toChoice(input: RefundInput, facts: PaidFacts): RefundChoice {
  const part = (value: z.infer<typeof PartInput>): PartChoice =>
    typeof value === 'string' ? value : readAmount(value, facts)
  return {
    scope: input.amount,
    method: input.refundType,
    lines: input.lines.map(({ quantity, ...line }) => ({ ...line, quantity })),
    restock: input.restock ?? 'none',
    parts: {
      shipping: part(input.shipping),
      dutyDomestic: part(input.dutyDomestic),
      dutyInternational: part(input.dutyInternational),
      tip: part(input.tip),
      fee: part(input.fee),
    },
    override: input.override && {
      totalMinor: readAmount(input.override.total, facts),
      reason: input.override.reason,
    },
    split: input.tenders?.map(({ paymentId, amount }) => ({
      tenderId: paymentId,
      amountMinor: readAmount(amount, facts),
    })),
  }
}

function readAmount({ amount, currency: meant }: AmountInput, facts: PaidFacts): bigint {
  const { currency } = facts
  if (meant !== currency) {
    throw new RefundError(
      `This order was paid in ${currency}: ${amount} ${meant} cannot go back. ${leftOfPaid(facts)}`,
    )
  }
  try {
    return parseAmount(amount, currency)
  } catch (error) {
    if (error instanceof MoneyError) {
      throw new RefundError(`${error.message} ${leftOfPaid(facts)}`)
    }
    throw error
  }
}
