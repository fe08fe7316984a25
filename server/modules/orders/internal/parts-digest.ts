import { createHash } from 'node:crypto'
import type { OrderSnapshot } from '@/domain/order/order-snapshot'

/**
 * Returns a digest of a snapshot's lines, taxes, discounts, addresses and search text. Two snapshots
 * with the same digest differ only in columns of the order row.
 */
export function partsDigest(snapshot: OrderSnapshot, searchText: string): string {
  const { lines, shippingLines, discounts, taxes, shippingAddress, billingAddress } = snapshot
  const parts = [
    lines,
    shippingLines,
    discounts,
    taxes,
    shippingAddress,
    billingAddress,
    searchText,
  ]
  const json = JSON.stringify(parts, (_, value) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  return createHash('sha256').update(json).digest('base64')
}
