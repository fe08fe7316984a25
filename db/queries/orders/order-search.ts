import { and, like, type SQL, sql } from 'drizzle-orm'
import { orders } from '@/db/schema/orders/orders'
import { normalize } from '@/domain/text/normalize'
import { phoneDigits } from '@/domain/text/search-text'

// The first words are enough; longer input is pasted text.
const MAX_WORDS = 8

/** The two parts of a search: exact matches, and other rows that contain the words. */
export type SearchConditions = { exact: SQL | undefined; rest: SQL | undefined }

/**
 * Returns conditions on `orders` for a search. Exact matches are the order number (with or without
 * `#`), an email, a customer's name or phone number, a SKU, a tracking number, a gateway's payment
 * reference or a gift card's last four; the rest contains every word in its numbers, names,
 * addresses and items. `%`, `_`, `\` and quotes are plain characters.
 */
export function searchConditions(search: string): SearchConditions | undefined {
  const typed = normalize(search).trim()
  const phrase = typed.toLowerCase().replace(/\s+/gu, ' ')
  if (phrase === '') return undefined
  // Postgres text cannot contain NUL, and rejects it as a parameter.
  if (phrase.includes('\0')) return { exact: sql`false`, rest: sql`false` }
  const exact = exactMatches(typed, phrase)
  const words = phrase.split(' ').slice(0, MAX_WORDS)
  const contains = words.map((word) => like(orders.searchText, `%${escapeLike(word)}%`))
  return {
    exact: sql`${orders.id} in (${exact})`,
    rest: and(...contains, sql`${orders.id} not in (${exact})`),
  }
}

/** The ids of exact matches; each branch uses its own index. */
function exactMatches(typed: string, phrase: string): SQL {
  const upper = typed.toUpperCase()
  const parts = [
    sql`select id from orders where name in (${typed}, ${`#${typed}`})`,
    sql`select id from orders where lower(email) = ${phrase}`,
    sql`select id from orders where lower(customer_name) = ${phrase}`,
    sql`select order_id from order_lines where lower(sku) = ${phrase}`,
    sql`select order_id from shipments where tracking_number in (${typed}, ${upper})`,
    sql`select order_id from payments where gateway_reference = ${typed}`,
    sql`select order_id from payment_transactions where gateway_reference = ${typed}`,
  ]
  const digits = phoneDigits(typed)
  if (digits)
    parts.push(
      sql`select id from orders where regexp_replace(phone, '[^0-9]', '', 'g') = ${digits}`,
    )
  const lastFour = /^[•*.\s]*([\p{L}\p{N}]{4})$/u.exec(typed)?.[1]
  if (lastFour) parts.push(...giftCardEnds(lastFour))
  return sql.join(parts, sql` union `)
}

/** Orders that a gift card paid for, or was issued for. */
function giftCardEnds(lastFour: string): SQL[] {
  const ends = sql`(${lastFour}, ${lastFour.toUpperCase()}, ${lastFour.toLowerCase()})`
  return [
    sql`select order_id from payments where kind = 'gift_card' and last_four in ${ends}`,
    sql`select order_id from gift_cards where order_id is not null and last_four in ${ends}`,
  ]
}

/** Escapes a text as a LIKE pattern that matches only itself. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
