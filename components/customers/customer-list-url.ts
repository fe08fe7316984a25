import { type inferParserType, parseAsString } from 'nuqs/server'
import { parseAsUuid } from '@/components/data-table/parse-as-uuid'
import { MAX_SEARCH_LENGTH } from '@/domain/order/order-views'

/** URL parsers of the customers list's complete state. */
export const CUSTOMER_LIST_URL = {
  q: parseAsString.withDefault(''),
  after: parseAsUuid,
  before: parseAsUuid,
}

export type CustomerListState = inferParserType<typeof CUSTOMER_LIST_URL>

/** Returns the query input for this state. The server prefetches with the same input as the browser. */
export function customerListInput({ q, after, before }: CustomerListState) {
  return {
    search: q.trim().slice(0, MAX_SEARCH_LENGTH),
    ...(after !== null && { after }),
    ...(after === null && before !== null && { before }),
  }
}
