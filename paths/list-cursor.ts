import { z } from 'zod'
import type { OrderSort } from '@/domain/order/order-filter'

/** The sort keys of the orders list, without direction. */
export type OrderSortKey = 'placed' | 'total' | 'customer'

export const sortKeyOf = (sort: OrderSort): OrderSortKey => sort.replace(/^-/, '') as OrderSortKey

/**
 * The start of a page of the orders list. A search shows exact matches first, so the cursor names
 * the segment besides the row's position.
 */
export type OrderCursor = {
  segment: 'exact' | 'rest'
  /** The row's sort value: milliseconds, minor units of the shop's currency, or a name. */
  value: string
  id: string
}

const uuid = z.uuid()

const VALUES: Record<OrderSortKey, RegExp> = {
  placed: /^-?\d{1,15}$/,
  total: /^\d{1,18}$/,
  customer: /^[^\0]{0,2000}$/,
}

/** Formats a cursor for the URL: `rest.1763820000000.0199...`. */
export function formatOrderCursor(cursor: OrderCursor): string {
  const value = encodeURIComponent(cursor.value.toWellFormed()).replaceAll('.', '%2E')
  return `${cursor.segment}.${value}.${cursor.id}`
}

/** Parses a cursor of `formatOrderCursor` for this sort key; undefined if invalid. */
export function parseOrderCursor(text: string, key: OrderSortKey): OrderCursor | undefined {
  const [segment, encoded, id, ...more] = text.split('.')
  if ((segment !== 'exact' && segment !== 'rest') || more.length > 0) return undefined
  if (encoded === undefined || !id || !uuid.safeParse(id).success) return undefined
  const value = decode(encoded)
  if (value === undefined || !VALUES[key].test(value)) return undefined
  return { segment, value, id }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
