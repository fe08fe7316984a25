import { and, like, not, or, type SQL, sql } from 'drizzle-orm'
import { orders } from '../schema/orders'

// A search of more words is somebody pasting a letter; the first ones find the order.
const MAX_WORDS = 8

/** The two halves of a search: what was meant exactly, and everything else that contains it. */
export type SearchConditions = { exact: SQL | undefined; rest: SQL | undefined }

/**
 * Conditions on `orders` for what a person typed. Exact is the order's number (with or without
 * its #), e-mail or customer name; the rest holds every word somewhere. `%`, `_`, `\` and quotes
 * are plain characters.
 */
export function searchConditions(search: string): SearchConditions | undefined {
  const phrase = search.normalize('NFC').toLowerCase().trim().replace(/\s+/gu, ' ')
  if (phrase === '') return undefined
  // No text in Postgres holds a NUL, and none may be asked for.
  if (phrase.includes('\0')) return { exact: sql`false`, rest: sql`false` }
  const typed = search.normalize('NFC').trim()
  const exact = or(
    sql`${orders.name} in (${typed}, ${`#${typed}`})`,
    sql`lower(${orders.email}) = ${phrase}`,
    sql`lower(${orders.customerName}) = ${phrase}`,
  )
  const words = phrase.split(' ').slice(0, MAX_WORDS)
  const contains = words.map((word) => like(orders.searchText, `%${escapeLike(word)}%`))
  return { exact, rest: exact && and(...contains, not(sql`coalesce(${exact}, false)`)) }
}

/** The text as a pattern that matches only itself. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
