import { createLoader, createSerializer } from 'nuqs/server'
import { expect, test } from 'vitest'
import { GIFT_CARD_STATES } from '@/domain/gift-card/gift-card-state'
import { GIFT_CARD_LIST_URL, type GiftCardListState, giftCardListInput } from './gift-card-list-url'

const load = createLoader(GIFT_CARD_LIST_URL)
const serialize = createSerializer(GIFT_CARD_LIST_URL)
const read = (query: string): GiftCardListState => load(new URLSearchParams(query))
const AFTER = '01990000-0000-7000-8000-000000000001'
const BEFORE = '01990000-0000-7000-8000-000000000002'
const EMPTY: GiftCardListState = { q: '', state: null, after: null, before: null }

test.each([...GIFT_CARD_STATES, null])('reads back every value it writes, state %s', (state) => {
  const written = { q: 'ABCD-1234 & #5', state, after: AFTER, before: BEFORE }
  expect(read(serialize(written))).toEqual(written)
})

test('writes nothing for the defaults and ignores invalid values', () => {
  expect(serialize(EMPTY)).toBe('')
  expect(read('')).toEqual(EMPTY)
  expect(read('?state=closed&after=1&before=x')).toEqual(EMPTY)
})

test('sends only the set filters, and the cursor after rather than before', () => {
  expect(giftCardListInput(EMPTY)).toEqual({ search: '' })
  expect(giftCardListInput({ q: ' 6789 ', state: 'active', after: AFTER, before: BEFORE })).toEqual(
    {
      search: '6789',
      state: 'active',
      after: AFTER,
    },
  )
  expect(giftCardListInput({ ...EMPTY, before: BEFORE })).toEqual({ search: '', before: BEFORE })
})
