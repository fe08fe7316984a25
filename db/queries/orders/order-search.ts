import { and, like, type SQL, sql } from 'drizzle-orm'
import { orders } from '@/db/schema/orders'
import { normalize } from '@/domain/text/normalize'
import { phoneDigits } from '@/domain/text/search-text'

// A search of more words is somebody pasting a letter; the first ones find the order.
const MAX_WORDS = 8

/** The two halves of a search: what was meant exactly, and everything else that contains it. */
export type SearchConditions = { exact: SQL | undefined; rest: SQL | undefined }

/**
 * Conditions on `orders` for what a person typed. Exact is the order's number (with or without its
 * #), an email, a customer's name or telephone number, a SKU, a tracking number, the gateway's
 * reference of a payment or the end of a gift card; the rest holds every word somewhere in its
 * numbers, names, addresses and goods. `%`, `_`, `\` and quotes are plain characters.
 */
export function searchConditions(search: string): SearchConditions | undefined {
  const typed = normalize(search).trim()
  const phrase = typed.toLowerCase().replace(/\s+/gu, ' ')
  if (phrase === '') return undefined
  // No text in Postgres holds a NUL, and none may be asked for.
  if (phrase.includes('\0')) return { exact: sql`false`, rest: sql`false` }
  const exact = exactMatches(typed, phrase)
  const words = phrase.split(' ').slice(0, MAX_WORDS)
  const contains = words.map((word) => like(orders.searchText, `%${escapeLike(word)}%`))
  return {
    exact: sql`${orders.id} in (${exact})`,
    rest: and(...contains, sql`${orders.id} not in (${exact})`),
  }
}

/** The ids of what is meant exactly: each part is answered by an index of its own. */
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

/** Orders that such a gift card paid, and those that it was issued for. */
function giftCardEnds(lastFour: string): SQL[] {
  const ends = sql`(${lastFour}, ${lastFour.toUpperCase()}, ${lastFour.toLowerCase()})`
  return [
    sql`select order_id from payments where kind = 'gift_card' and last_four in ${ends}`,
    sql`select order_id from gift_cards where order_id is not null and last_four in ${ends}`,
  ]
}

/** The text as a pattern that matches only itself. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
