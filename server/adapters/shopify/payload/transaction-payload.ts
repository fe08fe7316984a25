import { z } from 'zod'
import { moneySet } from './money-fields'
import {
  decimal,
  externalId,
  optionalTimestamp,
  singleLineText,
  trimmedText,
} from './payload-fields'

const details = z.object({
  credit_card_number: trimmedText,
  credit_card_company: trimmedText,
  credit_card_wallet: trimmedText,
})

/** Gateway-specific data; for a gift card, its ID and last characters. */
const receipt = z
  .object({
    gift_card_id: externalId.nullish().catch(null),
    gift_card_last_characters: trimmedText,
  })
  .catch({ gift_card_id: null, gift_card_last_characters: null })

/** A transaction in the payload of `order_transactions/create` and `refunds/create`. */
export const transactionPayload = z.object({
  id: externalId,
  order_id: externalId.nullish(),
  kind: z.string(),
  status: z.string(),
  gateway: trimmedText,
  authorization: trimmedText,
  parent_id: externalId.nullish(),
  amount: decimal,
  currency: trimmedText,
  amount_set: moneySet,
  total_unsettled_set: moneySet,
  payment_details: details.nullish(),
  receipt,
  error_code: trimmedText,
  message: singleLineText,
  created_at: optionalTimestamp,
  processed_at: optionalTimestamp,
})

export type TransactionPayload = z.output<typeof transactionPayload>
