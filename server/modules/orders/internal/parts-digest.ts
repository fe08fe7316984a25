import { createHash } from 'node:crypto'
import type { OrderSnapshot } from '@/domain/order/order-snapshot'

/**
 * Names all that has rows of its own in a snapshot, and what a search finds it by: two snapshots
 * with the same digest differ in nothing but columns of the order itself.
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
