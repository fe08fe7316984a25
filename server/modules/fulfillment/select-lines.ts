import type { OrderLineRow } from '@/db/queries/orders/order-parts'

/** A line with its units in the parcel. */
export type LineToShip = OrderLineRow & { units: number }

/** Assumed weight of a unit without a known weight; carriers require one. */
const UNKNOWN_GRAMS = 250

/** Returns the SKU to ship for a line: the replacement that a user selected, or its own. */
export function sentSku({ sku, fulfillSku }: Pick<OrderLineRow, 'sku' | 'fulfillSku'>) {
  return fulfillSku ?? sku
}

/** Returns lines with unshipped units; gift cards are emailed, not shipped. */
export function selectLinesToShip(
  lines: readonly OrderLineRow[],
  shipped: ReadonlyMap<string, number>,
): LineToShip[] {
  return lines.flatMap((line) => {
    const units = line.currentQuantity - (shipped.get(line.id) ?? 0)
    return line.requiresShipping && !line.isGiftCard && units > 0 ? [{ ...line, units }] : []
  })
}

/** Returns the weight of all units of a line, in grams. */
export function lineGrams(line: LineToShip): number {
  return (line.grams || UNKNOWN_GRAMS) * line.units
}

/** Returns the weight of the parcel, in grams. */
export function parcelGrams(lines: readonly LineToShip[]): number {
  return lines.reduce((sum, line) => sum + lineGrams(line), 0)
}
