import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import type { OrderId, StorefrontId } from '@/domain/ids'
import { type CustomerLabels, holdsLabels } from './customer-text'

/** Somebody who bought without an account: known by an email address within one storefront. */
export type Guest = {
  /** Of one of their orders. */
  orderId: OrderId
  storefrontId: StorefrontId
  name: string
  email: string
  phone: string | null
  locale: string | null
  createdAt: Date
}

/** When they ordered first, of an order `o`. */
const SINCE = sql`(select min(created_at) from orders one where one.customer_id is null
  and one.storefront_id = o.storefront_id and lower(one.email) = lower(o.email))`

/** The guest who placed an order; undefined when an account did, or nobody who can be known. */
export async function findGuest(tx: Executor, orderId: OrderId): Promise<Guest | undefined> {
  const [row] = await tx.execute<Record<string, string | null>>(sql`
    select id, storefront_id, customer_name, email, phone, customer_locale, ${SINCE} as since
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
 * Guests as rows of the customers list, one for each address: that of their newest order, whose id
 * stands for theirs.
 */
export function guestRows(searched: CustomerLabels, beside: SQL): SQL {
  // The first half has an index, the second leaves out what stands elsewhere on the order.
  const holds = (pattern: string) => sql`(o.search_text like ${pattern}
    and lower(o.customer_name || ' ' || o.email) like ${pattern})`
  return sql`
    select o.id, o.customer_name as "firstName", null as "lastName", o.email, o.phone,
      null::timestamptz as "redactedAt", true as "isGuest",
      ${SINCE} as "createdAt",
      (select count(*)::int from orders one where one.storefront_id = o.storefront_id
        and lower(one.email) = lower(o.email)) as "orderCount",
      (select max(placed_at) from orders one where one.storefront_id = o.storefront_id
        and lower(one.email) = lower(o.email)) as "lastOrderAt"
    from orders o
    where o.customer_id is null and o.email is not null and not exists (
        select 1 from orders later where later.customer_id is null and later.id > o.id
          and later.storefront_id = o.storefront_id and lower(later.email) = lower(o.email))
      and ${holdsLabels(searched, holds, sql`o.phone`)} and o.id ${beside}`
}
