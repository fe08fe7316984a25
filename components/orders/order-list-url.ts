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

/** Text of one shape; anything else in the address counts as nothing. */
const parseAsMatching = (pattern: RegExp) =>
  createParser({
    parse: (text) => (pattern.test(text) ? text : null),
    serialize: (text: string) => text,
  })

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const someOf = <const Literal extends string>(values: readonly Literal[]) =>
  parseAsArrayOf(parseAsStringLiteral(values)).withDefault([])
const someLike = (pattern: RegExp) => parseAsArrayOf(parseAsMatching(pattern)).withDefault([])

/** What the list is filtered by, as its address holds it. */
const FILTER_URL = {
  status: someOf(ORDER_STATUSES),
  payment: someOf(PAYMENT_STATUSES),
  fulfillment: someOf(FULFILLMENT_STATUSES),
  stage: someOf(EXCEPTION_STAGES),
  storefront: someLike(UUID),
  currency: someLike(/^[A-Z]{3}$/),
  country: someLike(/^[A-Z]{2}$/),
  from: parseAsMatching(DAY),
  to: parseAsMatching(DAY),
  min: parseAsMatching(AMOUNT),
  max: parseAsMatching(AMOUNT),
  tag: parseAsArrayOf(parseAsString).withDefault([]),
  assignee: someLike(new RegExp(`${UUID.source}|^none$`)),
}

/** The whole state of the orders list, as its address holds it. */
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

/** A change that takes every filter off. */
export const NO_FILTERS = Object.fromEntries(FILTER_NAMES.map((name) => [name, null])) as Record<
  FilterName,
  null
>

/** Whether anything but the tab narrows the list down. */
export function isFiltered(state: OrderListState): boolean {
  return FILTER_NAMES.some((name) => hasValue(state[name]))
}

export function hasValue(value: OrderListState[FilterName]): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null
}

/** The filter of this state, without the place in the list. */
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
 * The query for this state; the server prefetches exactly what the browser asks for. A position
 * that cannot be read counts as none: the list then starts at its first order.
 */
export function orderListInput(state: OrderListState) {
  const { sort, after, before } = state
  const isPlace = (text: string | null): text is string =>
    text !== null && parseOrderCursor(text, sortKeyOf(sort)) !== undefined
  return {
    ...orderFilterOf(state),
    ...(isPlace(after) ? { after } : isPlace(before) && { before }),
  }
}

const serialize = createSerializer(ORDER_LIST_URL)

/** The state as it is saved under a name: the address behind its `?`, without the place in it. */
export function orderListQuery(state: OrderListState): string {
  return serialize({ ...state, after: null, before: null }).replace(/^\?/, '')
}
