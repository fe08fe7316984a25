import {
  createParser,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import {
  AMOUNT,
  DAY,
  EXCEPTION_STAGES,
  FULFILLMENT_STATUSES,
  ORDER_SORTS,
  ORDER_STATUSES,
  PAYMENT_STATUSES,
} from '@/domain/order/order-filter'
import { MAX_SEARCH_LENGTH, ORDER_VIEW_NAMES } from '@/domain/order/order-views'
import { parseOrderCursor, sortKeyOf } from '@/paths/list-cursor'
import { COLUMN_NAMES } from './column-names'

/** Parses text that matches a pattern; anything else in the URL is ignored. */
const parseAsMatching = (pattern: RegExp) =>
  createParser({
    parse: (text) => (pattern.test(text) ? text : null),
    serialize: (text: string) => text,
  })

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const arrayOfLiterals = <const Literal extends string>(values: readonly Literal[]) =>
  parseAsArrayOf(parseAsStringLiteral(values)).withDefault([])
const arrayOfMatches = (pattern: RegExp) => parseAsArrayOf(parseAsMatching(pattern)).withDefault([])

/** URL parsers of the filters. */
const FILTER_URL = {
  status: arrayOfLiterals(ORDER_STATUSES),
  payment: arrayOfLiterals(PAYMENT_STATUSES),
  fulfillment: arrayOfLiterals(FULFILLMENT_STATUSES),
  stage: arrayOfLiterals(EXCEPTION_STAGES),
  storefront: arrayOfMatches(UUID),
  currency: arrayOfMatches(/^[A-Z]{3}$/),
  country: arrayOfMatches(/^[A-Z]{2}$/),
  from: parseAsMatching(DAY),
  to: parseAsMatching(DAY),
  min: parseAsMatching(AMOUNT),
  max: parseAsMatching(AMOUNT),
  tag: parseAsArrayOf(parseAsString).withDefault([]),
  assignee: arrayOfMatches(new RegExp(`${UUID.source}|^none$`)),
}

/** URL parsers of the orders list's complete state. */
export const ORDER_LIST_URL = {
  view: parseAsStringLiteral(ORDER_VIEW_NAMES).withDefault('all'),
  q: parseAsString.withDefault(''),
  ...FILTER_URL,
  sort: parseAsStringLiteral(ORDER_SORTS).withDefault('-placed'),
  columns: parseAsArrayOf(parseAsStringLiteral(COLUMN_NAMES)),
  after: parseAsString,
  before: parseAsString,
}

export type OrderListState = inferParserType<typeof ORDER_LIST_URL>
export type FilterName = keyof typeof FILTER_URL

export const FILTER_NAMES = Object.keys(FILTER_URL) as FilterName[]

/** A change that removes every filter. */
export const NO_FILTERS = Object.fromEntries(FILTER_NAMES.map((name) => [name, null])) as Record<
  FilterName,
  null
>

/** Returns true if any filter besides the view and the search is set. */
export function isFiltered(state: OrderListState): boolean {
  return FILTER_NAMES.some((name) => hasValue(state[name]))
}

export function hasValue(value: OrderListState[FilterName]): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null
}

/** Returns the query filter for this state, without the position in the list. */
export function orderFilterOf(state: OrderListState) {
  const { view, q, sort, from, to, min, max, columns, after, before, ...lists } = state
  return {
    view,
    search: q.trim().slice(0, MAX_SEARCH_LENGTH),
    sort,
    ...lists,
    ...(from !== null && { from }),
    ...(to !== null && { to }),
    ...(min !== null && { min }),
    ...(max !== null && { max }),
  }
}

/**
 * Returns the query input for this state. The server prefetches with the same input as the
 * browser. An unreadable cursor is ignored, so the list starts at its first order.
 */
export function orderListInput(state: OrderListState) {
  const { sort, after, before } = state
  const isCursor = (text: string | null): text is string =>
    text !== null && parseOrderCursor(text, sortKeyOf(sort)) !== undefined
  return {
    ...orderFilterOf(state),
    ...(isCursor(after) ? { after } : isCursor(before) && { before }),
  }
}

const serialize = createSerializer(ORDER_LIST_URL)

/** Returns the query string (without `?`) that a saved view stores: the state without its cursors. */
export function orderListQuery(state: OrderListState): string {
  return serialize({ ...state, after: null, before: null }).replace(/^\?/, '')
}
