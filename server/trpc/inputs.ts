import { z } from 'zod'
import { parseInboxCursor } from '@/domain/exception/inbox'
import { MAX_SEARCH_LENGTH } from '@/domain/order/order-views'

export const SearchInput = z.string().trim().max(MAX_SEARCH_LENGTH).default('')

/** A value to filter by. Postgres knows no NUL, so none can have been stored. */
export const FilterInput = z
  .string()
  .max(300)
  .refine((text) => !text.includes('\0'), 'That is no value of this filter.')

/** A place in the inbox as `formatInboxCursor` writes it. */
export const InboxCursorInput = z.string().transform((text, ctx) => {
  const cursor = parseInboxCursor(text)
  if (cursor) return cursor
  ctx.addIssue('That is no position in the inbox.')
  return z.NEVER
})

/** Which way to read, and from where; undefined: from the start. */
export function pageCursor<At>(after: At | undefined, before: At | undefined) {
  const at = after ?? before
  return at && { direction: after ? ('after' as const) : ('before' as const), at }
}
