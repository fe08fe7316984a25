import {
  createParser,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { formatOrderCursor, parseOrderCursor } from '@/server/domain/list-cursor'
import { MAX_SEARCH_LENGTH, ORDER_VIEW_NAMES } from '@/server/domain/order-views'

/** A position that cannot be read counts as none: the list then starts at its newest order. */
const parseAsOrderCursor = createParser({
  parse: (text) => {
    const cursor = parseOrderCursor(text)
    return cursor ? formatOrderCursor(cursor) : null
  },
  serialize: (cursor: string) => cursor,
})

/** The whole state of the orders list, as its address holds it. */
export const ORDER_LIST_URL = {
  view: parseAsStringLiteral(ORDER_VIEW_NAMES).withDefault('all'),
  q: parseAsString.withDefault(''),
  after: parseAsOrderCursor,
  before: parseAsOrderCursor,
}

export type OrderListState = inferParserType<typeof ORDER_LIST_URL>

/** The query for this state; the server prefetches exactly what the browser asks for. */
export function orderListInput({ view, q, after, before }: OrderListState) {
  return {
    view,
    search: q.trim().slice(0, MAX_SEARCH_LENGTH),
    ...(after !== null && { after }),
    ...(after === null && before !== null && { before }),
  }
}
