import { createLoader, createSerializer } from 'nuqs/server'
import { expect, test } from 'vitest'
import { formatInboxCursor } from '@/domain/exception/inbox'
import {
  countFilters,
  groupRowsInput,
  INBOX_URL,
  type InboxState,
  inboxFilter,
  inboxGroupsInput,
  inboxListInput,
  MAX_GROUP_ROWS,
} from './inbox-url'

const load = createLoader(INBOX_URL)
const serialize = createSerializer(INBOX_URL)
const read = (query: string): InboxState => load(new URLSearchParams(query))
const STOREFRONT_ID = '01990000-0000-7000-8000-000000000001'
const AFTER = formatInboxCursor({ at: 1_763_820_000_000, id: STOREFRONT_ID })

const FULL: InboxState = {
  kind: 'payment_declined',
  severity: 'high',
  stage: 'staff',
  storefront: STOREFRONT_ID,
  country: 'DE',
  gateway: 'stripe',
  age: '1d',
  cause: 'payment_declined|capture|insufficient_funds',
  tab: 'mine',
  grouped: false,
  sort: 'oldest',
  groupSort: 'due',
  open: 'address_invalid|ship|a & b = c',
  item: '01990000-0000-7000-8000-000000000002',
  after: AFTER,
  before: null,
}

test('reads back every value it writes', () => {
  expect(read(serialize(FULL))).toEqual(FULL)
})

test('an empty URL is the first page of all groups, without filters', () => {
  const state = read('')
  expect(state).toMatchObject({ tab: 'all', grouped: true, sort: 'due', groupSort: 'count' })
  expect(countFilters(state)).toBe(0)
  expect(inboxFilter(state)).toEqual({ tab: 'all' })
  expect(serialize(state)).toBe('')
})

test('drops invalid values instead of failing', () => {
  const state = read(
    'tab=none&severity=urgent&stage=x&age=2d&sort=x&groupSort=x&after=broken&before=1~',
  )
  expect(state).toEqual(read(''))
})

test('maps the URL to the query filter', () => {
  expect(inboxFilter(FULL)).toEqual({
    tab: 'mine',
    kind: 'payment_declined',
    severity: 'high',
    stage: 'staff',
    storefrontId: STOREFRONT_ID,
    country: 'DE',
    gateway: 'stripe',
    age: '1d',
    fingerprint: FULL.cause,
  })
})

test('leaves invalid filter values out of the query', () => {
  const state = read('kind=no_such_kind&storefront=not-a-uuid&country=&gateway=stripe')
  expect(inboxFilter(state)).toEqual({ tab: 'all', gateway: 'stripe' })
})

test('counts the active filters, not the tab or the sort order', () => {
  expect(countFilters(FULL)).toBe(8)
  expect(countFilters(read('tab=mine&sort=newest&country=DE'))).toBe(1)
})

test('a page has one cursor, and `after` wins', () => {
  const before = formatInboxCursor({ at: 1, id: 'x' })
  expect(inboxListInput({ ...FULL, before })).toMatchObject({ after: AFTER })
  expect(inboxListInput({ ...FULL, before })).not.toHaveProperty('before')
  expect(inboxGroupsInput({ ...FULL, after: null, before })).toMatchObject({ before })
  expect(inboxListInput(read(''))).toEqual({ filter: { tab: 'all' }, sort: 'due' })
})

test('the list and the groups have separate sort orders', () => {
  expect(inboxListInput(FULL).sort).toBe('oldest')
  expect(inboxGroupsInput(FULL).sort).toBe('due')
})

test('the rows of a group are its first rows by due date, within the filter', () => {
  expect(groupRowsInput(FULL, 'other')).toEqual({
    filter: { ...inboxFilter(FULL), fingerprint: 'other' },
    sort: 'due',
    limit: MAX_GROUP_ROWS,
  })
})
