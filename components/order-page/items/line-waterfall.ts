import { taxName } from '@/domain/money/tax-name'
import type { Line, Order, OrderData } from '../order-data'

export type WaterfallStep = { label: string; minor: bigint; isSum?: boolean }

/** Returns the amount paid for a line including tax, in presentment and shop currency. */
export function linePaid(line: Line, { taxesIncluded }: Pick<Order, 'taxesIncluded'>) {
  const { paidMinor, paidShopMinor, taxMinor, taxShopMinor } = line
  if (taxesIncluded) return { minor: paidMinor, shopMinor: paidShopMinor }
  return { minor: paidMinor + taxMinor, shopMinor: paidShopMinor + taxShopMinor }
}

/** Returns the price breakdown of a line: list price, discounts, taxes, paid, refunded, net paid. */
export function lineWaterfall(line: Line, data: OrderData): WaterfallStep[] {
  const { taxesIncluded } = data.order
  const taxes = data.taxLines.filter(({ lineId }) => lineId === line.id)
  const paid = linePaid(line, data.order).minor
  const refunded = refundedMinor(line, data)
  const included = taxesIncluded ? ' (included)' : ''
  return [
    { label: `List price × ${line.quantity}`, minor: line.unitPriceMinor * BigInt(line.quantity) },
    ...discountSteps(line, data),
    ...(line.discountMinor > 0n
      ? [{ label: 'After discounts', minor: line.paidMinor, isSum: true }]
      : []),
    ...taxes.map(({ title, rate, amountMinor }) => ({
      label: `${taxName(title, rate)}${included}`,
      minor: amountMinor,
    })),
    { label: 'Paid', minor: paid, isSum: true },
    ...(refunded > 0n
      ? [
          { label: 'Refunded', minor: -refunded },
          { label: 'Net paid', minor: paid - refunded, isSum: true },
        ]
      : []),
  ]
}

/** Returns each discount when the storefront's allocations add up to the total, else one sum. */
function discountSteps(line: Line, { allocations, discounts }: OrderData): WaterfallStep[] {
  const lineAllocations = allocations.filter(({ lineId }) => lineId === line.id)
  const allocated = lineAllocations.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  if (allocated !== line.discountMinor) return [{ label: 'Discounts', minor: -line.discountMinor }]
  return lineAllocations.map(({ discountId, amountMinor }) => ({
    label: discounts.find(({ id }) => id === discountId)?.label ?? 'Discount',
    minor: -amountMinor,
  }))
}

function refundedMinor(line: Line, { resolutions, order }: OrderData): bigint {
  return resolutions
    .filter(({ kind, status }) => kind === 'refund' && status === 'succeeded')
    .flatMap(({ lines }) => lines)
    .filter(({ lineId }) => lineId === line.id)
    .reduce(
      (sum, { amountMinor, taxMinor }) => sum + amountMinor + (order.taxesIncluded ? 0n : taxMinor),
      0n,
    )
}
