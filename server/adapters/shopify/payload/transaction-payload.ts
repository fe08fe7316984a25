import { z } from 'zod'
import { moneySet } from './money-fields'
import { decimal, externalId, line, optionalMoment, word } from './payload-fields'

const details = z.object({
  credit_card_number: word,
  credit_card_company: word,
  credit_card_wallet: word,
})

/** Gateways put anything here; of a gift card it names the card and its last characters. */
const receipt = z
  .object({ gift_card_id: externalId.nullish().catch(null), gift_card_last_characters: word })
  .catch({ gift_card_id: null, gift_card_last_characters: null })

/** A transaction as `order_transactions/create` and `refunds/create` carry it. */
export const transactionPayload = z.object({
  id: externalId,
  order_id: externalId.nullish(),
  kind: z.string(),
  status: z.string(),
  gateway: word,
  authorization: word,
  parent_id: externalId.nullish(),
  amount: decimal,
  currency: word,
  amount_set: moneySet,
  total_unsettled_set: moneySet,
  payment_details: details.nullish(),
  receipt,
  error_code: word,
  message: line,
  created_at: optionalMoment,
  processed_at: optionalMoment,
})

export type TransactionPayload = z.output<typeof transactionPayload>
