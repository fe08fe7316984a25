import { type SQL, sql } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { PAGE_SIZE } from '@/domain/order/order-views'
import { normalize } from '@/domain/text/normalize'
import { type CustomerSearch, matchesSearch } from './customer-search'
import { guestRows } from './guests'

export type CustomerListInput = {
  /** Parts of a name, an email address or a phone number. '' for all. */
  search: string
  /** ID of the row next to the page; IDs increase with the time of creation. */
  cursor?: { direction: 'after' | 'before'; id: string } | undefined
}

/** An account, or a guest: then `id` is the ID of their newest order. */
export type CustomerListRow = {
  id: string
  firstName: string | null
  lastName: string | null
  email: string | null
  phone: string | null
  createdAt: Date
  redactedAt: Date | null
  isGuest: boolean
  orderCount: number
  lastOrderAt: Date | null
}

export type CustomerListPage = {
  rows: CustomerListRow[]
  next: string | undefined
  previous: string | undefined
}

/** Returns a page of customers with and without an account, newest first. */
export async function listCustomers(input: CustomerListInput): Promise<CustomerListPage> {
  const direction = input.cursor?.direction ?? 'after'
  const found = await readRows(input, direction)
  const hasMore = found.length > PAGE_SIZE
  if (direction === 'before' && !hasMore) return listCustomers({ ...input, cursor: undefined })
  const page = found.slice(0, PAGE_SIZE)
  const rows = direction === 'before' ? page.reverse() : page
  return {
    rows,
    next: direction === 'before' || hasMore ? rows.at(-1)?.id : undefined,
    previous: (direction === 'before' ? hasMore : input.cursor) ? rows.at(0)?.id : undefined,
  }
}

// Limits the cost of long pasted text; the first words are enough to find a customer.
const MAX_WORDS = 8

async function readRows(
  { search, cursor }: CustomerListInput,
  direction: 'after' | 'before',
): Promise<CustomerListRow[]> {
  const phrase = normalize(search).toLowerCase().trim()
  // Postgres rejects NUL characters in text.
  if (phrase.includes('\0')) return []
  const words = phrase.split(/\s+/u).filter(Boolean).slice(0, MAX_WORDS)
  const beside = cursor
    ? sql`${sql.raw(direction === 'after' ? '<' : '>')} ${cursor.id}`
    : sql`is not null`
  const page = sql`order by id ${sql.raw(direction === 'after' ? 'desc' : 'asc')} limit ${PAGE_SIZE + 1}`
  // Each half reads one page from its own index before the union.
  const rows = await getDb().execute<Record<string, unknown>>(sql`
    select * from (
      (${accountRows({ words, search }, beside)} ${page})
      union all
      (${guestRows({ words, search }, beside)} ${page})
    ) both_kinds ${page}`)
  return Array.from(rows, toRow)
}

/** Lower-cased name and email; matches the index `customers_search`. */
const SEARCHED_TEXT = sql`lower(coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(email, ''))`

function accountRows(search: CustomerSearch, beside: SQL): SQL {
  const contains = (pattern: string) => sql`${SEARCHED_TEXT} like ${pattern}`
  return sql`
    select c.id, first_name as "firstName", last_name as "lastName", email, phone,
      redacted_at as "redactedAt", false as "isGuest", created_at as "createdAt",
      (select count(*)::int from orders where customer_id = c.id) as "orderCount",
      (select max(placed_at) from orders where customer_id = c.id) as "lastOrderAt"
    from customers c where ${matchesSearch(search, contains, sql`phone`)} and c.id ${beside}`
}

function toRow(row: Record<string, unknown>): CustomerListRow {
  const text = (value: unknown) => (value === null ? null : String(value))
  const moment = (value: unknown) => (value === null ? null : new Date(String(value)))
  return {
    id: String(row.id),
    firstName: text(row.firstName),
    lastName: text(row.lastName),
    email: text(row.email),
    phone: text(row.phone),
    createdAt: new Date(String(row.createdAt)),
    redactedAt: moment(row.redactedAt),
    isGuest: row.isGuest === true,
    orderCount: Number(row.orderCount),
    lastOrderAt: moment(row.lastOrderAt),
  }
}
