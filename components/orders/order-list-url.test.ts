import { createLoader, createSerializer } from 'nuqs/server'
import { expect, test } from 'vitest'
import { OrderFilterInput } from '@/domain/order/order-filter'
import { MAX_SEARCH_LENGTH } from '@/domain/order/order-views'
import { formatOrderCursor } from '@/paths/list-cursor'
import {
  FILTER_NAMES,
  hasValue,
  isFiltered,
  NO_FILTERS,
  ORDER_LIST_URL,
  type OrderListState,
  orderFilterOf,
  orderListInput,
  orderListQuery,
} from './order-list-url'

const load = createLoader(ORDER_LIST_URL)
const serialize = createSerializer(ORDER_LIST_URL)
const read = (query: string): OrderListState => load(new URLSearchParams(query))
const ID = '01990000-0000-7000-8000-000000000001'
const AFTER = formatOrderCursor({ segment: 'rest', value: '1763820000000', id: ID })
const BEFORE = formatOrderCursor({ segment: 'exact', value: '1763820000001', id: ID })
const EMPTY = read('')

const FULL: OrderListState = {
  view: 'attention',
  q: 'Ümit & #1001 %',
  status: ['blocked', 'on_hold'],
  payment: ['paid', 'partially_refunded'],
  fulfillment: ['unfulfilled'],
  stage: ['staff', 'engineer'],
  storefront: [ID],
  currency: ['EUR', 'JPY'],
  country: ['DE', 'US'],
  from: '2026-01-31',
  to: '2026-02-28',
  min: '12.50',
  max: '1000',
  tag: ['gift, wrapped', 'vip'],
  assignee: [ID, 'none'],
  sort: '-placed',
  columns: ['order', 'total', 'country'],
  after: AFTER,
  before: BEFORE,
}

test('reads back every value it writes', () => {
  expect(read(serialize(FULL))).toEqual(FULL)
})

test('writes nothing for the defaults', () => {
  expect(serialize(EMPTY)).toBe('')
  expect(EMPTY).toMatchObject({ view: 'all', q: '', sort: '-placed', columns: null })
  expect(isFiltered(EMPTY)).toBe(false)
})

test('ignores values that are invalid', () => {
  const query =
    '?view=mine&status=lost,blocked&currency=eur,USD&country=DEU&from=2026-13-01&min=-5&max=ten&storefront=1&assignee=all,none&sort=age&columns=margin,total'
  expect(read(query)).toEqual({
    ...EMPTY,
    status: ['blocked'],
    currency: ['USD'],
    assignee: ['none'],
    columns: ['total'],
  })
})

test('the filter of a state is valid input of the server and has no cursor or columns', () => {
  const filter = orderFilterOf(FULL)
  expect(OrderFilterInput.parse(filter)).toMatchObject({ search: FULL.q, min: '12.50' })
  expect(filter).not.toHaveProperty('after')
  expect(filter).not.toHaveProperty('before')
  expect(filter).not.toHaveProperty('columns')
  expect(orderFilterOf({ ...EMPTY, q: ` ${'x'.repeat(MAX_SEARCH_LENGTH + 1)}` }).search).toBe(
    'x'.repeat(MAX_SEARCH_LENGTH),
  )
})

test('the input prefers the cursor after over before, and ignores unreadable cursors', () => {
  expect(orderListInput(FULL)).toMatchObject({ after: AFTER })
  expect(orderListInput(FULL)).not.toHaveProperty('before')
  expect(orderListInput({ ...FULL, after: 'broken' })).toMatchObject({ before: BEFORE })
  const unreadable = orderListInput({ ...EMPTY, after: 'broken', before: AFTER, sort: 'total' })
  expect(unreadable).not.toHaveProperty('after')
  expect(orderListInput({ ...EMPTY, before: 'broken' })).not.toHaveProperty('before')
})

test('a saved view keeps everything but the position', () => {
  const query = orderListQuery(FULL)
  expect(query.startsWith('?')).toBe(false)
  expect(read(query)).toEqual({ ...FULL, after: null, before: null })
  expect(orderListQuery(EMPTY)).toBe('')
})

test('every filter counts as set on its own, and clearing removes them all', () => {
  for (const name of FILTER_NAMES) {
    expect(hasValue(FULL[name])).toBe(true)
    expect(isFiltered({ ...EMPTY, [name]: FULL[name] })).toBe(true)
  }
  expect(read(serialize({ ...FULL, ...NO_FILTERS }))).toEqual({
    ...EMPTY,
    view: FULL.view,
    q: FULL.q,
    columns: FULL.columns,
    after: AFTER,
    before: BEFORE,
  })
})
