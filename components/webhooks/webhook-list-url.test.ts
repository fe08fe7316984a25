import { createLoader, createSerializer } from 'nuqs/server'
import { expect, test } from 'vitest'
import { WEBHOOK_STATUSES } from '@/domain/webhook/webhook-status'
import {
  isFiltered,
  WEBHOOK_LIST_URL,
  type WebhookListState,
  webhookListInput,
} from './webhook-list-url'

const load = createLoader(WEBHOOK_LIST_URL)
const serialize = createSerializer(WEBHOOK_LIST_URL)
const read = (query: string): WebhookListState => load(new URLSearchParams(query))
const AFTER = '01990000-0000-7000-8000-000000000001'
const BEFORE = '01990000-0000-7000-8000-000000000002'
const EMPTY: WebhookListState = {
  q: '',
  topic: null,
  status: null,
  shop: null,
  after: null,
  before: null,
}
const FULL: WebhookListState = {
  q: '820982911946154508 & more',
  topic: 'orders/create',
  status: 'waiting',
  shop: 'shop.example.com',
  after: AFTER,
  before: BEFORE,
}

test.each(WEBHOOK_STATUSES)('reads back every value it writes, status %s', (status) => {
  expect(read(serialize({ ...FULL, status }))).toEqual({ ...FULL, status })
})

test('writes nothing for the defaults and ignores invalid values', () => {
  expect(serialize(EMPTY)).toBe('')
  expect(read('')).toEqual(EMPTY)
  expect(read('?status=lost&after=1&before=x')).toEqual(EMPTY)
})

test('sends only the set filters, and the cursor after rather than before', () => {
  expect(webhookListInput(EMPTY)).toEqual({ search: '' })
  expect(webhookListInput(FULL)).toEqual({
    search: FULL.q,
    topic: 'orders/create',
    status: 'waiting',
    shopDomain: 'shop.example.com',
    after: AFTER,
  })
  expect(webhookListInput({ ...EMPTY, before: BEFORE })).toEqual({ search: '', before: BEFORE })
})

test('is filtered by a search or any filter, but not by a cursor or blank search', () => {
  expect(isFiltered(EMPTY)).toBe(false)
  expect(isFiltered({ ...EMPTY, q: '  ', after: AFTER })).toBe(false)
  for (const change of [
    { q: 'x' },
    { topic: 'orders/create' },
    { status: 'received' as const },
    { shop: 'shop.example.com' },
  ])
    expect(isFiltered({ ...EMPTY, ...change })).toBe(true)
})
