import type { OrderLineRow } from '@/db/queries/orders/order-parts'

/** A line with the units of it that go into the parcel. */
export type LineToShip = OrderLineRow & { units: number }

/** What a unit is taken to weigh when neither storefront nor catalog says: carriers want some. */
const UNKNOWN_GRAMS = 250

/** The product that is sent for a line: its own, or the one that a person chose in its place. */
export function sentSku({ sku, fulfillSku }: Pick<OrderLineRow, 'sku' | 'fulfillSku'>) {
  return fulfillSku ?? sku
}

/** Lines with goods that have not left yet. Gift cards go by mail of the other kind. */
export function selectLinesToShip(
  lines: readonly OrderLineRow[],
  shipped: ReadonlyMap<string, number>,
): LineToShip[] {
  return lines.flatMap((line) => {
    const units = line.currentQuantity - (shipped.get(line.id) ?? 0)
    return line.requiresShipping && !line.isGiftCard && units > 0 ? [{ ...line, units }] : []
  })
}

/** Weight of a line's units together, in grams. */
export function lineGrams(line: LineToShip): number {
  return (line.grams || UNKNOWN_GRAMS) * line.units
}

/** Weight of the parcel, in grams. */
export function parcelGrams(lines: readonly LineToShip[]): number {
  return lines.reduce((sum, line) => sum + lineGrams(line), 0)
}
