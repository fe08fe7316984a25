/** A line with the units of it that are still to be sent. */
type Line = { id: string; sku: string | null; currentQuantity: number }

/**
 * What of an order can leave now, by what lies on the shelf: earlier lines first. `rest` is how many
 * units stay behind.
 * @param free units on the shelf that nobody has set aside, by SKU
 */
export function splitByStock<T extends Line>(
  lines: readonly T[],
  free: ReadonlyMap<string, number>,
): { now: (T & { units: number })[]; rest: (T & { units: number })[] } {
  const left = new Map(free)
  const now: (T & { units: number })[] = []
  const rest: (T & { units: number })[] = []
  for (const line of lines) {
    const there = Math.max(0, left.get(line.sku ?? '') ?? 0)
    const units = Math.min(there, line.currentQuantity)
    left.set(line.sku ?? '', there - units)
    if (units > 0) now.push({ ...line, units })
    if (units < line.currentQuantity) rest.push({ ...line, units: line.currentQuantity - units })
  }
  return { now, rest }
}

/** How many units an allocation left for a later parcel, by the result of its step; 0 for none. */
export function restOf(result: Record<string, unknown> | null | undefined): number {
  const rest = result?.rest
  return typeof rest === 'number' ? rest : 0
}

/** The key of an order's own parcel: `number` counts from 1. */
export function parcelKey(orderId: string, number: number): string {
  return number === 1 ? `${orderId}:ship` : `${orderId}:ship:${number}`
}
