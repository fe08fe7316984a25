import { type SQL, sql } from 'drizzle-orm'
import { phoneDigits } from '@/domain/text/search-text'
import { escapeLike } from '../orders/order-search'

/** A customer search: the lower-cased words, and the original text. */
export type CustomerSearch = { words: readonly string[]; search: string }

/**
 * Matches customers whose text contains every word, or whose phone number equals the search; without
 * words, all customers. `contains` returns the condition for a `like` pattern; `phone` is the column.
 */
export function matchesSearch(
  { words, search }: CustomerSearch,
  contains: (pattern: string) => SQL,
  phone: SQL,
): SQL {
  if (words.length === 0) return sql`true`
  const everyWord = sql.join(
    words.map((word) => contains(`%${escapeLike(word)}%`)),
    sql` and `,
  )
  const digits = phoneDigits(search)
  if (!digits) return everyWord
  return sql`((${everyWord}) or regexp_replace(${phone}, '[^0-9]', '', 'g') = ${digits})`
}
