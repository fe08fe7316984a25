import { type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { parseAsUuid } from '@/components/data-table/parse-as-uuid'
import { GIFT_CARD_STATES } from '@/domain/gift-card/gift-card-state'
import { MAX_SEARCH_LENGTH } from '@/domain/order/order-views'

/** URL parsers of the gift cards list's complete state. */
export const GIFT_CARD_LIST_URL = {
  q: parseAsString.withDefault(''),
  state: parseAsStringLiteral(GIFT_CARD_STATES),
  after: parseAsUuid,
  before: parseAsUuid,
}

export type GiftCardListState = inferParserType<typeof GIFT_CARD_LIST_URL>

/** Returns the query input for this state. The server prefetches with the same input as the browser. */
export function giftCardListInput({ q, state, after, before }: GiftCardListState) {
  return {
    search: q.trim().slice(0, MAX_SEARCH_LENGTH),
    ...(state !== null && { state }),
    ...(after !== null && { after }),
    ...(after === null && before !== null && { before }),
  }
}
