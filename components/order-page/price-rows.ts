import { taxName } from '@/server/domain/tax-name'
import { sumTaxes } from '@/server/domain/tax-sums'
import type { OrderData, Tender } from './order-data'
import { tenderName } from './tender-words'

export type PriceRow = {
  label: string
  /** What it is made of: discount codes, tax rates, the shipping method. */
  notes: string[]
  minor: bigint
  /** The same in the shop's currency, where it is known. */
  shopMinor?: bigint
  /** How the amount came about, piece by piece; none: there is nothing to open. */
  pieces: PricePiece[]
  kind: 'part' | 'total' | 'settled' | 'balance'
}

export type PricePiece = { label: string; minor: bigint }

/** The rows of the order's prices, from the sub total to what is left to pay. */
export function priceRows(data: OrderData): PriceRow[] {
  return [...parts(data), ...settlement(data)]
}

function parts(data: OrderData): PriceRow[] {
  const { order, discounts, shippingLines, lines } = data
  const taxes = taxPieces(data)
  const rows: (PriceRow | false)[] = [
    part('Sub total', order.subtotalMinor, order.subtotalShopMinor, {
      pieces: lines.map(({ title, quantity, unitPriceMinor }) => ({
        label: `${quantity} × ${title}`,
        minor: unitPriceMinor * BigInt(quantity),
      })),
    }),
    order.discountMinor > 0n &&
      part('Discounts', -order.discountMinor, -order.discountShopMinor, {
        notes: unique(discounts.map(({ label }) => label)),
        pieces: discounts.map(({ label, amountMinor }) => ({ label, minor: -amountMinor })),
      }),
    part('Shipping', order.shippingMinor, order.shippingShopMinor, {
      notes: unique(shippingLines.map(({ title }) => title)),
      pieces: shippingLines.map(({ title, priceMinor }) => ({ label: title, minor: priceMinor })),
    }),
    order.dutyDomesticMinor > 0n &&
      part('Duties, domestic', order.dutyDomesticMinor, order.dutyDomesticShopMinor, {
        pieces: dutyPieces(data, 'domestic'),
      }),
    order.dutyInternationalMinor > 0n &&
      part(
        'Duties, international',
        order.dutyInternationalMinor,
        order.dutyInternationalShopMinor,
        { pieces: dutyPieces(data, 'international') },
      ),
    part(
      order.taxesIncluded ? 'Taxes, included in the prices' : 'Taxes',
      order.taxMinor,
      order.taxShopMinor,
      {
        notes: taxes.map(({ label }) => label),
        pieces: taxes,
      },
    ),
    order.tipMinor > 0n && part('Tip', order.tipMinor, order.tipShopMinor),
    order.feeMinor > 0n && part('Additional fees', order.feeMinor, order.feeShopMinor),
    { ...part('Total', order.totalMinor, order.totalShopMinor), kind: 'total' },
  ]
  return rows.filter((row) => row !== false)
}

function dutyPieces({ duties, lines }: OrderData, wanted: 'domestic' | 'international') {
  return duties
    .filter(({ scope }) => scope === wanted)
    .map(({ lineId, hsCode, amountMinor }) => {
      const title = lines.find(({ id }) => id === lineId)?.title ?? 'An item'
      return { label: hsCode ? `${title}, HS ${hsCode}` : title, minor: amountMinor }
    })
}

/** One piece for each tax and rate, over everything that it is charged on. */
function taxPieces({ order, taxLines }: OrderData): PricePiece[] {
  return sumTaxes(taxLines, order.taxMinor).map(({ title, rate, amountMinor }) => ({
    label: taxName(title, rate),
    minor: amountMinor,
  }))
}

/** Tenders may be in another currency than the order: those cannot be added up with it. */
function settlement({ order, payments }: OrderData): PriceRow[] {
  const tenders = payments.filter(({ currency }) => currency === order.currency)
  const sum = (key: SumKey) => tenders.reduce((total, tender) => total + tender[key], 0n)
  const pieces = (key: SumKey, sign: bigint) =>
    tenders
      .filter((tender) => tender[key] > 0n)
      .map((tender) => ({ label: tenderName(tender), minor: sign * tender[key] }))
  const captured = sum('capturedMinor')
  const row = (label: string, key: SumKey, sign: bigint): PriceRow => ({
    label,
    notes: [],
    minor: sign * sum(key),
    pieces: pieces(key, sign),
    kind: 'settled',
  })
  const rows: (PriceRow | false)[] = [
    row('Paid', 'capturedMinor', 1n),
    sum('refundedMinor') > 0n && row('Refunded', 'refundedMinor', -1n),
    sum('chargedBackMinor') > 0n && row('Charged back', 'chargedBackMinor', -1n),
    {
      label: 'Balance',
      notes: [],
      minor: order.totalMinor - captured,
      pieces: [
        { label: 'Total', minor: order.totalMinor },
        { label: 'Paid', minor: -captured },
      ],
      kind: 'balance',
    },
  ]
  return rows.filter((each) => each !== false)
}

type SumKey = keyof Pick<Tender, 'capturedMinor' | 'refundedMinor' | 'chargedBackMinor'>

const part = (
  label: string,
  minor: bigint,
  shopMinor: bigint,
  { notes = [], pieces = [] }: Partial<Pick<PriceRow, 'notes' | 'pieces'>> = {},
): PriceRow => ({ label, notes, minor, shopMinor, pieces, kind: 'part' })

const unique = (texts: string[]) => [...new Set(texts.filter(Boolean))]
