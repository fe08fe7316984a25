import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import type { OrderId, StorefrontId } from '@/domain/ids'
import { type CustomerSearch, matchesSearch } from './customer-search'

/** A customer without an account, identified by email address within a storefront. */
export type Guest = {
  /** ID of one of their orders. */
  orderId: OrderId
  storefrontId: StorefrontId
  name: string
  email: string
  phone: string | null
  locale: string | null
  createdAt: Date
}

/** The time of the guest's first order, for an order `o`. */
const FIRST_ORDER_AT = sql`(select min(created_at) from orders one where one.customer_id is null
  and one.storefront_id = o.storefront_id and lower(one.email) = lower(o.email))`

/** Returns the guest who placed an order; undefined for an account or without an email address. */
export async function findGuest(tx: Executor, orderId: OrderId): Promise<Guest | undefined> {
  const [row] = await tx.execute<Record<string, string | null>>(sql`
    select id, storefront_id, customer_name, email, phone, customer_locale, ${FIRST_ORDER_AT} as since
    from orders o where id = ${orderId} and customer_id is null and email is not null`)
  if (!row) return undefined
  return {
    orderId: String(row.id),
    storefrontId: String(row.storefront_id),
    name: row.customer_name ?? '',
    email: String(row.email),
    phone: row.phone ?? null,
    locale: row.customer_locale ?? null,
    createdAt: new Date(String(row.since)),
  }
}

/**
 * Selects guests as rows of the customer list, one per email address: that of their newest order, whose
 * ID identifies them.
 */
export function guestRows(search: CustomerSearch, beside: SQL): SQL {
  // The first condition uses an index; the second excludes matches in other fields of the order.
  const contains = (pattern: string) => sql`(o.search_text like ${pattern}
    and lower(o.customer_name || ' ' || o.email) like ${pattern})`
  return sql`
    select o.id, o.customer_name as "firstName", null as "lastName", o.email, o.phone,
      null::timestamptz as "redactedAt", true as "isGuest",
      ${FIRST_ORDER_AT} as "createdAt",
      (select count(*)::int from orders one where one.storefront_id = o.storefront_id
        and lower(one.email) = lower(o.email)) as "orderCount",
      (select max(placed_at) from orders one where one.storefront_id = o.storefront_id
        and lower(one.email) = lower(o.email)) as "lastOrderAt"
    from orders o
    where o.customer_id is null and o.email is not null and not exists (
        select 1 from orders later where later.customer_id is null and later.id > o.id
          and later.storefront_id = o.storefront_id and lower(later.email) = lower(o.email))
      and ${matchesSearch(search, contains, sql`o.phone`)} and o.id ${beside}`
}
