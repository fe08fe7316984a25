import { createLoader, createSerializer } from 'nuqs/server'
import { expect, test } from 'vitest'
import { MAX_SEARCH_LENGTH } from '@/domain/order/order-views'
import { CUSTOMER_LIST_URL, type CustomerListState, customerListInput } from './customer-list-url'

const load = createLoader(CUSTOMER_LIST_URL)
const serialize = createSerializer(CUSTOMER_LIST_URL)
const read = (query: string): CustomerListState => load(new URLSearchParams(query))
const [FIRST_ID, SECOND_ID] = [
  '01990000-0000-7000-8000-000000000001',
  '01990000-0000-7000-8000-000000000002',
]

test('reads back every value it writes', () => {
  const state = { q: 'Ümit & "Söhne" 名前 %', after: FIRST_ID, before: SECOND_ID }
  expect(read(serialize(state))).toEqual(state)
  const empty = { q: '', after: null, before: null }
  expect(serialize(empty)).toBe('')
  expect(read('')).toEqual(empty)
})

test('ignores cursors that are not UUIDs', () => {
  expect(read('?after=1&before=01990000')).toEqual({ q: '', after: null, before: null })
})

test('trims and limits the search, and prefers the cursor after over before', () => {
  expect(customerListInput({ q: '  ada ', after: FIRST_ID, before: SECOND_ID })).toEqual({
    search: 'ada',
    after: FIRST_ID,
  })
  expect(customerListInput({ q: '', after: null, before: SECOND_ID })).toEqual({
    search: '',
    before: SECOND_ID,
  })
  const long = 'x'.repeat(MAX_SEARCH_LENGTH + 1)
  expect(customerListInput({ q: long, after: null, before: null })).toEqual({
    search: 'x'.repeat(MAX_SEARCH_LENGTH),
  })
})
