import type { ItemData } from './item-data'

type Line = NonNullable<ItemData['order']>['lines'][number]

/** Returns the order lines an exception names by ID or SKU; all lines when it names none. */
export function affectedLines({ exception, order }: ItemData): Line[] {
  const lines = order?.lines ?? []
  const { lineIds, items } = exception.detail
  const ids = new Set(Array.isArray(lineIds) ? lineIds : [])
  const skus = new Set<unknown>()
  for (const item of Array.isArray(items) ? items : []) {
    if (typeof item !== 'object' || item === null) continue
    if ('lineId' in item) ids.add(item.lineId)
    else if ('sku' in item) skus.add(item.sku)
  }
  const named = lines.filter((line) => ids.has(line.id) || skus.has(line.fulfillSku ?? line.sku))
  return named.length > 0 ? named : lines
}
