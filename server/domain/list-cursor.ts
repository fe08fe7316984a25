import { z } from 'zod'

/**
 * Where a page of the orders list starts. A search shows exact matches first, so the position
 * names the segment beside the row's place in it.
 */
export type OrderCursor = { segment: 'exact' | 'rest'; placedAt: Date; id: string }

const uuid = z.uuid()

/** The cursor as it stands in a URL: `rest.1763820000000.0199...`. */
export function formatOrderCursor(cursor: OrderCursor): string {
  return `${cursor.segment}.${cursor.placedAt.getTime()}.${cursor.id}`
}

/** Reads what `formatOrderCursor` wrote; undefined for anything else. */
export function parseOrderCursor(text: string): OrderCursor | undefined {
  const [segment, millis, id, ...more] = text.split('.')
  if ((segment !== 'exact' && segment !== 'rest') || more.length > 0) return undefined
  if (!millis || !/^-?\d{1,15}$/.test(millis) || !uuid.safeParse(id).success || !id)
    return undefined
  return { segment, placedAt: new Date(Number(millis)), id }
}
