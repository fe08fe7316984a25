import type { OrderData, Tender } from './order-data'

export type PriceRow = {
  label: string
  /** What it is made of: discount codes, tax rates, the shipping method. */
  notes: string[]
  minor: bigint
  /** The same in the shop's currency, where it is known. */
  shopMinor?: bigint
  kind: 'part' | 'total' | 'settled' | 'balance'
}

/** The rows of the order's prices, from the sub total to what is left to pay. */
export function priceRows(data: OrderData): PriceRow[] {
  return [...parts(data), ...settlement(data)]
}

function parts({ order, discounts, shippingLines, taxLines }: OrderData): PriceRow[] {
  const rows: (PriceRow | false)[] = [
    part('Sub total', [], order.subtotalMinor, order.subtotalShopMinor),
    order.discountMinor > 0n &&
      part(
        'Discounts',
        unique(discounts.map(({ label }) => label)),
        -order.discountMinor,
        -order.discountShopMinor,
      ),
    part(
      'Shipping',
      unique(shippingLines.map(({ title }) => title)),
      order.shippingMinor,
      order.shippingShopMinor,
    ),
    order.dutyDomesticMinor > 0n &&
      part('Duties, domestic', [], order.dutyDomesticMinor, order.dutyDomesticShopMinor),
    order.dutyInternationalMinor > 0n &&
      part(
        'Duties, international',
        [],
        order.dutyInternationalMinor,
        order.dutyInternationalShopMinor,
      ),
    part(
      order.taxesIncluded ? 'Taxes, included in the prices' : 'Taxes',
      unique(taxLines.map(({ title, rate }) => taxName(title, rate))),
      order.taxMinor,
      order.taxShopMinor,
    ),
    order.tipMinor > 0n && part('Tip', [], order.tipMinor, order.tipShopMinor),
    { ...part('Total', [], order.totalMinor, order.totalShopMinor), kind: 'total' },
  ]
  return rows.filter((row) => row !== false)
}

/** Tenders may be in another currency than the order: those cannot be added up with it. */
function settlement({ order, payments }: OrderData): PriceRow[] {
  const tenders = payments.filter(({ currency }) => currency === order.currency)
  const sum = (key: SumKey) => tenders.reduce((total, tender) => total + tender[key], 0n)
  const captured = sum('capturedMinor')
  const refunded = sum('refundedMinor')
  const chargedBack = sum('chargedBackMinor')
  const rows: (PriceRow | false)[] = [
    { label: 'Paid', notes: [], minor: captured, kind: 'settled' },
    refunded > 0n && { label: 'Refunded', notes: [], minor: -refunded, kind: 'settled' },
    chargedBack > 0n && { label: 'Charged back', notes: [], minor: -chargedBack, kind: 'settled' },
    { label: 'Balance', notes: [], minor: order.totalMinor - captured, kind: 'balance' },
  ]
  return rows.filter((row) => row !== false)
}

type SumKey = keyof Pick<Tender, 'capturedMinor' | 'refundedMinor' | 'chargedBackMinor'>

const part = (label: string, notes: string[], minor: bigint, shopMinor: bigint): PriceRow => ({
  label,
  notes,
  minor,
  shopMinor,
  kind: 'part',
})

const unique = (texts: string[]) => [...new Set(texts.filter(Boolean))]

/** `rate` is a decimal fraction as text: "0.19" reads as 19 %. */
function taxName(title: string, rate: string | null): string {
  if (rate === null || title.includes('%')) return title
  return `${title} ${Number((Number(rate) * 100).toFixed(4))} %`
}
