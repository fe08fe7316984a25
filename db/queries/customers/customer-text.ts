import { type SQL, sql } from 'drizzle-orm'
import { phoneDigits } from '@/domain/text/search-text'
import { escapeLike } from '../orders/order-search'

/** What was typed into a search of people: its lower-cased words, and the whole as it stands. */
export type CustomerLabels = { words: readonly string[]; search: string }

/**
 * People who hold every word, or whose telephone number is what was typed; without words, all.
 * `holds` makes the condition of one pattern for `like`, `phone` is the column.
 */
export function holdsLabels(
  { words, search }: CustomerLabels,
  holds: (pattern: string) => SQL,
  phone: SQL,
): SQL {
  if (words.length === 0) return sql`true`
  const all = sql.join(
    words.map((word) => holds(`%${escapeLike(word)}%`)),
    sql` and `,
  )
  const digits = phoneDigits(search)
  if (!digits) return all
  return sql`((${all}) or regexp_replace(${phone}, '[^0-9]', '', 'g') = ${digits})`
}
