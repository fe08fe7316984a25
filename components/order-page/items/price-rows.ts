import { taxName } from '@/domain/money/tax-name'
import { sumTaxes } from '@/domain/money/tax-sums'
import type { OrderData, Tender } from '../order-data'
import { tenderName } from './tender-labels'

/** An amount in the customer's currency, and in the shop's where it is known. */
type TwoSided = { minor: bigint; shopMinor?: bigint | undefined }

export type PricePiece = TwoSided & { label: string }

export type PriceRow = PricePiece & {
  /** What it is made of: discount codes, tax rates, the shipping method. */
  notes: string[]
  /** How the amount came about, piece by piece; none: there is nothing to open. */
  pieces: PricePiece[]
  kind: 'part' | 'total' | 'settled' | 'balance'
}

/** The rows of the order's prices, from the sub total to what is left to pay. */
export function priceRows(data: OrderData): PriceRow[] {
  return [...parts(data), ...settlement(data)]
}

function parts(data: OrderData): PriceRow[] {
  const { order, discounts, shippingLines } = data
  const taxes = taxPieces(data)
  const rows: (PriceRow | false)[] = [
    part('Sub total', order.subtotalMinor, order.subtotalShopMinor, { pieces: linePieces(data) }),
    part('Duties, domestic', order.dutyDomesticMinor, order.dutyDomesticShopMinor, {
      pieces: dutyPieces(data, 'domestic'),
    }),
    part('Duties, international', order.dutyInternationalMinor, order.dutyInternationalShopMinor, {
      pieces: dutyPieces(data, 'international'),
    }),
    part(
      order.taxesIncluded ? 'Taxes, included in the prices' : 'Taxes',
      order.taxMinor,
      order.taxShopMinor,
      { notes: taxes.map(({ label }) => label), pieces: taxes },
    ),
    part('Shipping', order.shippingMinor, order.shippingShopMinor, {
      notes: unique(shippingLines.map(({ title }) => title)),
      pieces: shippingLines.map(({ title, priceMinor, priceShopMinor }) => ({
        label: title,
        minor: priceMinor,
        shopMinor: priceShopMinor,
      })),
    }),
    part('Discounts', -order.discountMinor, -order.discountShopMinor, {
      notes: unique(discounts.map(({ label }) => label)),
      pieces: discounts.map(({ label, amountMinor, amountShopMinor }) => ({
        label,
        minor: -amountMinor,
        shopMinor: -amountShopMinor,
      })),
    }),
    order.tipMinor > 0n && part('Tip', order.tipMinor, order.tipShopMinor),
    order.feeMinor > 0n && part('Additional fees', order.feeMinor, order.feeShopMinor),
    { ...part('Total', order.totalMinor, order.totalShopMinor), kind: 'total' },
  ]
  return rows.filter((row) => row !== false)
}

function linePieces({ lines }: OrderData): PricePiece[] {
  return lines.map(({ title, quantity, unitPriceMinor, unitPriceShopMinor }) => ({
    label: `${quantity} × ${title}`,
    minor: unitPriceMinor * BigInt(quantity),
    shopMinor: unitPriceShopMinor * BigInt(quantity),
  }))
}

function dutyPieces({ duties, lines }: OrderData, wanted: 'domestic' | 'international') {
  return duties
    .filter(({ scope }) => scope === wanted)
    .map(({ lineId, hsCode, amountMinor, amountShopMinor }): PricePiece => {
      const title = lines.find(({ id }) => id === lineId)?.title ?? 'An item'
      const label = hsCode ? `${title}, HS ${hsCode}` : title
      return { label, minor: amountMinor, shopMinor: amountShopMinor }
    })
}

/** One piece for each tax and rate, over everything that it is charged on. */
function taxPieces({ order, taxLines }: OrderData): PricePiece[] {
  const inShop = taxLines.map((tax) => ({ ...tax, amountMinor: tax.amountShopMinor }))
  const shopSums = sumTaxes(inShop, order.taxShopMinor)
  return sumTaxes(taxLines, order.taxMinor).map(({ title, rate, amountMinor }) => ({
    label: taxName(title, rate),
    minor: amountMinor,
    shopMinor: shopSums.find((tax) => tax.title === title && tax.rate === rate)?.amountMinor,
  }))
}

/** Tenders may be in another currency than the order: those cannot be added up with it. */
function settlement({ order, payments }: OrderData): PriceRow[] {
  const tenders = payments.filter(({ currency }) => currency === order.currency)
  const sum = (key: SumKey): TwoSided =>
    tenders.map((tender) => bothSides(tender, key)).reduce(addUp, { minor: 0n, shopMinor: 0n })
  const row = (label: string, key: SumKey, sign: bigint): PriceRow => ({
    label,
    notes: [],
    ...times(sum(key), sign),
    pieces: tenders
      .filter((tender) => tender[key] > 0n)
      .map((tender) => ({
        label: tenderName(tender),
        ...times(bothSides(tender, key), sign),
      })),
    kind: 'settled',
  })
  const total = { minor: order.totalMinor, shopMinor: order.totalShopMinor }
  const paid = times(sum('capturedMinor'), -1n)
  const rows: (PriceRow | false)[] = [
    row('Paid', 'capturedMinor', 1n),
    row('Refunded', 'refundedMinor', -1n),
    sum('chargedBackMinor').minor > 0n && row('Charged back', 'chargedBackMinor', -1n),
    {
      label: 'Balance',
      notes: [],
      ...addUp(total, paid),
      pieces: [
        { label: 'Total', ...total },
        { label: 'Paid', ...paid },
      ],
      kind: 'balance',
    },
  ]
  return rows.filter((each) => each !== false)
}

type SumKey = keyof Pick<Tender, 'capturedMinor' | 'refundedMinor' | 'chargedBackMinor'>

/** What was charged back is known in the tender's own currency only. */
function bothSides(tender: Tender, key: SumKey): TwoSided {
  const shop = {
    capturedMinor: tender.capturedShopMinor,
    refundedMinor: tender.refundedShopMinor,
    chargedBackMinor: undefined,
  }
  return { minor: tender[key], shopMinor: shop[key] }
}

function addUp(a: TwoSided, b: TwoSided): TwoSided {
  const minor = a.minor + b.minor
  if (a.shopMinor === undefined || b.shopMinor === undefined) return { minor }
  return { minor, shopMinor: a.shopMinor + b.shopMinor }
}

function times({ minor, shopMinor }: TwoSided, sign: bigint): TwoSided {
  return { minor: sign * minor, shopMinor: shopMinor === undefined ? undefined : sign * shopMinor }
}

const part = (
  label: string,
  minor: bigint,
  shopMinor: bigint,
  { notes = [], pieces = [] }: Partial<Pick<PriceRow, 'notes' | 'pieces'>> = {},
): PriceRow => ({ label, notes, minor, shopMinor, pieces, kind: 'part' })

const unique = (texts: string[]) => [...new Set(texts.filter(Boolean))]
