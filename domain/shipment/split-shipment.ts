/** A line with its units to ship. */
type Line = { id: string; sku: string | null; currentQuantity: number }

/**
 * Splits an order's lines into units that can ship now from available stock, earlier lines first, and
 * the rest.
 * @param available unallocated units in stock, by SKU
 */
export function splitByStock<T extends Line>(
  lines: readonly T[],
  available: ReadonlyMap<string, number>,
): { now: (T & { units: number })[]; rest: (T & { units: number })[] } {
  const left = new Map(available)
  const now: (T & { units: number })[] = []
  const rest: (T & { units: number })[] = []
  for (const line of lines) {
    const inStock = Math.max(0, left.get(line.sku ?? '') ?? 0)
    const units = Math.min(inStock, line.currentQuantity)
    left.set(line.sku ?? '', inStock - units)
    if (units > 0) now.push({ ...line, units })
    if (units < line.currentQuantity) rest.push({ ...line, units: line.currentQuantity - units })
  }
  return { now, rest }
}

/** Returns the units that an allocation step left for a later parcel, from its result; 0 if none. */
export function backorderedUnits(result: Record<string, unknown> | null | undefined): number {
  const rest = result?.rest
  return typeof rest === 'number' ? rest : 0
}

/** Returns the idempotency key of an order's parcel; `number` starts at 1. */
export function parcelKey(orderId: string, number: number): string {
  return number === 1 ? `${orderId}:ship` : `${orderId}:ship:${number}`
}
