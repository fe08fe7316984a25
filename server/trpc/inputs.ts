import { z } from 'zod'
import { parseInboxCursor } from '@/domain/exception/inbox'
import { MAX_SEARCH_LENGTH } from '@/domain/order/order-views'

export const SearchInput = z.string().trim().max(MAX_SEARCH_LENGTH).default('')

/** A filter value. PostgreSQL cannot store NUL, so a value with NUL matches nothing. */
export const FilterInput = z
  .string()
  .max(300)
  .refine((text) => !text.includes('\0'), 'Invalid filter value.')

/** An inbox cursor as `formatInboxCursor` writes it. */
export const InboxCursorInput = z.string().transform((text, ctx) => {
  const cursor = parseInboxCursor(text)
  if (cursor) return cursor
  ctx.addIssue('Invalid inbox cursor.')
  return z.NEVER
})

/** Page direction and cursor; undefined starts at the first page. */
export function pageCursor<At>(after: At | undefined, before: At | undefined) {
  const at = after ?? before
  return at && { direction: after ? ('after' as const) : ('before' as const), at }
}
