import { and, asc, desc, gt, like, lt, or, type SQL, sql } from 'drizzle-orm'
import { PAGE_SIZE } from '@/server/domain/order-views'
import { phoneDigits } from '@/server/domain/search-text'
import { getDb } from '../client'
import { customers } from '../schema/customers'
import { escapeLike } from './order-search'

export type CustomerListInput = {
  /** Parts of a name, an e-mail address or a telephone number. '' for all. */
  search: string
  /** Id of the row next to the page; ids grow with the time at which customers became known. */
  cursor?: { direction: 'after' | 'before'; id: string } | undefined
}

export type CustomerListRow = Awaited<ReturnType<typeof readRows>>[number]
export type CustomerListPage = {
  rows: CustomerListRow[]
  next: string | undefined
  previous: string | undefined
}

/** One page of the customers, who became known last first. */
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

function readRows({ search, cursor }: CustomerListInput, direction: 'after' | 'before') {
  return getDb()
    .select({
      id: customers.id,
      firstName: customers.firstName,
      lastName: customers.lastName,
      email: customers.email,
      phone: customers.phone,
      createdAt: customers.createdAt,
      redactedAt: customers.redactedAt,
      orderCount: sql<number>`(
        select count(*)::int from orders where customer_id = customers.id)`,
      lastOrderAt: sql<Date | null>`(
        select max(placed_at) from orders where customer_id = customers.id)`.mapWith(
        (text: string | null) => (text === null ? null : new Date(text)),
      ),
    })
    .from(customers)
    .where(
      and(cursor && (direction === 'after' ? lt : gt)(customers.id, cursor.id), matches(search)),
    )
    .orderBy((direction === 'after' ? desc : asc)(customers.id))
    .limit(PAGE_SIZE + 1)
}

/** Lower-cased name and e-mail, by an index of its own (`customers_search`). */
const SEARCHED = sql`lower(coalesce(${customers.firstName}, '') || ' ' ||
  coalesce(${customers.lastName}, '') || ' ' || coalesce(${customers.email}, ''))`

// A search of more words is somebody pasting a letter; the first ones find the customer.
const MOST_WORDS = 8

function matches(search: string): SQL | undefined {
  const phrase = search.normalize('NFC').toLowerCase().trim()
  if (phrase === '') return undefined
  // No text in Postgres holds a NUL, and none may be asked for.
  if (phrase.includes('\0')) return sql`false`
  const words = phrase.split(/\s+/u).slice(0, MOST_WORDS)
  const named = and(...words.map((word) => like(SEARCHED, `%${escapeLike(word)}%`)))
  const digits = phoneDigits(search)
  if (!digits) return named
  return or(named, sql`regexp_replace(${customers.phone}, '[^0-9]', '', 'g') = ${digits}`)
}
