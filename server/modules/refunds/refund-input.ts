import { z } from 'zod'
import { MoneyError, parseAmount } from '@/domain/money/money'
import { RESTOCK_CHOICES } from '@/domain/refund/quote-lines'
import type { PartChoice } from '@/domain/refund/quote-parts'
import type { RefundChoice } from '@/domain/refund/quote-refund'
import { RefundError } from '@/domain/refund/refund-error'
import { describeRefundable, type RefundFacts } from '@/domain/refund/refund-facts'
import { ADJUSTMENT_REASONS } from '@/domain/refund/refund-total'
import { NoteInput } from '@/domain/text/text-inputs'
import { AppError } from '@/server/errors'
import { IdempotencyKey, LinesInput, OrderIdInput, UnitsInput } from '../orders/order-inputs'

/** An amount as entered: a decimal string and its currency. */
const AmountInput = z.object(
  {
    amount: z.string().trim().max(60, 'Enter a valid amount.'),
    currency: z.string().max(3, 'Enter a three-letter currency code.'),
  },
  'Enter an amount as a decimal with its currency, such as 12.30 and EUR.',
)
type AmountInput = z.infer<typeof AmountInput>

/** The full refundable amount, nothing, or an amount up to it. */
const PartInput = z.union(
  [z.enum(['all', 'none']), AmountInput],
  'Use "all", "none" or an amount: a decimal with its currency.',
)

const RestockInput = z.enum(
  RESTOCK_CHOICES,
  `Choose a restock option: ${RESTOCK_CHOICES.join(', ')}.`,
)

export const RefundInput = z.object({
  orderId: OrderIdInput,
  amount: z.enum(['full', 'partial'], 'Choose "full" or "partial".'),
  refundType: z.enum(['cash', 'gift_card'], 'Choose "cash" or "gift_card".'),
  /** Quantities apply to partial refunds; a full refund uses only `restock` of each line. */
  lines: LinesInput(
    z.object({
      lineId: z.string().max(100),
      quantity: UnitsInput.optional(),
      restock: RestockInput.default('none'),
    }),
  ),
  /** Restock option of a full refund's items that `lines` does not list. */
  restock: RestockInput.optional(),
  shipping: PartInput.default('none'),
  dutyDomestic: PartInput.default('none'),
  dutyInternational: PartInput.default('none'),
  tip: PartInput.default('none'),
  fee: PartInput.default('none'),
  /** Replaces the computed total, with a reason. */
  override: z
    .object({
      total: AmountInput,
      reason: z.enum(
        ADJUSTMENT_REASONS,
        `Choose a reason for the adjusted amount: ${ADJUSTMENT_REASONS.join(', ')}.`,
      ),
    })
    .optional(),
  /** A manual split over the tenders; omitted: the suggested split. */
  tenders: z
    .array(z.object({ paymentId: z.string().max(100), amount: AmountInput }))
    .max(100)
    .optional(),
  note: NoteInput.default(''),
  /** Whether to email the customer. */
  notify: z.boolean().default(false),
})
export type RefundInput = z.infer<typeof RefundInput>

export const IssueRefundInput = RefundInput.extend({
  idempotencyKey: IdempotencyKey,
  /** The `revision` of the preview; the request fails if the order changed after it. */
  revision: z.string().max(100).optional(),
})
export type IssueRefundInput = z.infer<typeof IssueRefundInput>

type PaidFacts = Pick<RefundFacts, 'currency' | 'tenders'>

/** Runs a calculation and rethrows a RefundError as an AppError `bad_input`. */
export function withBadInput<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof RefundError) throw new AppError('bad_input', error.message)
    throw error
  }
}

/**
 * Converts the form's amounts to minor units of the order's currency.
 * @throws RefundError for another currency, too many decimals or an invalid amount
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

function readAmount({ amount, currency: entered }: AmountInput, facts: PaidFacts): bigint {
  const { currency } = facts
  if (entered !== currency) {
    throw new RefundError(
      `${amount} ${entered} can't be refunded: this order was paid in ${currency}. ${describeRefundable(facts)}`,
    )
  }
  try {
    return parseAmount(amount, currency)
  } catch (error) {
    if (error instanceof MoneyError) {
      throw new RefundError(`${error.message} ${describeRefundable(facts)}`)
    }
    throw error
  }
}
