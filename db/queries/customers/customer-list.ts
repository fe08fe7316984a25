import { type SQL, sql } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { PAGE_SIZE } from '@/domain/order/order-views'
import { normalize } from '@/domain/text/normalize'
import { type CustomerLabels, holdsLabels } from './customer-text'
import { guestRows } from './guests'

export type CustomerListInput = {
  /** Parts of a name, an email address or a telephone number. '' for all. */
  search: string
  /** Id of the row next to the page; ids grow with the time at which customers became known. */
  cursor?: { direction: 'after' | 'before'; id: string } | undefined
}

/** An account, or a guest: then `id` is that of their newest order. */
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

/** One page of the customers with and without an account, who became known last first. */
export async function listCustomers(input: CustomerListInput): Promise<CustomerListPage> {
  const direction = input.cursor?.direction ?? 'after'
  const found = await readRows(input, direction)
  const hasMore = found.length > PAGE_SIZE
  if (direction === 'before' && !hasMore) return listCustomers({ ...input, cursor: undefined })
  const kept = found.slice(0, PAGE_SIZE)
  const rows = direction === 'before' ? kept.reverse() : kept
  return {
    rows,
    next: direction === 'before' || hasMore ? rows.at(-1)?.id : undefined,
    previous: (direction === 'before' ? hasMore : input.cursor) ? rows.at(0)?.id : undefined,
  }
}

// A search of more words is somebody pasting a letter; the first ones find the customer.
const MAX_WORDS = 8

async function readRows(
  { search, cursor }: CustomerListInput,
  direction: 'after' | 'before',
): Promise<CustomerListRow[]> {
  const phrase = normalize(search).toLowerCase().trim()
  // No text in Postgres holds a NUL, and none may be asked for.
  if (phrase.includes('\0')) return []
  const words = phrase.split(/\s+/u).filter(Boolean).slice(0, MAX_WORDS)
  const beside = cursor
    ? sql`${sql.raw(direction === 'after' ? '<' : '>')} ${cursor.id}`
    : sql`is not null`
  const page = sql`order by id ${sql.raw(direction === 'after' ? 'desc' : 'asc')} limit ${PAGE_SIZE + 1}`
  // Each half stops at a page of its own index before they are put together.
  const rows = await getDb().execute<Record<string, unknown>>(sql`
    select * from (
      (${accountRows({ words, search }, beside)} ${page})
      union all
      (${guestRows({ words, search }, beside)} ${page})
    ) both_kinds ${page}`)
  return Array.from(rows, toRow)
}

/** Lower-cased name and email, by an index of its own (`customers_search`). */
const SEARCHED = sql`lower(coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(email, ''))`

function accountRows(searched: CustomerLabels, beside: SQL): SQL {
  const holds = (pattern: string) => sql`${SEARCHED} like ${pattern}`
  return sql`
    select c.id, first_name as "firstName", last_name as "lastName", email, phone,
      redacted_at as "redactedAt", false as "isGuest", created_at as "createdAt",
      (select count(*)::int from orders where customer_id = c.id) as "orderCount",
      (select max(placed_at) from orders where customer_id = c.id) as "lastOrderAt"
    from customers c where ${holdsLabels(searched, holds, sql`phone`)} and c.id ${beside}`
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
