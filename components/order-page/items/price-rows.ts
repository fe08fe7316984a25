import { taxName } from '@/domain/money/tax-name'
import { sumTaxes } from '@/domain/money/tax-sums'
import type { OrderData, Tender } from '../order-data'
import { tenderName } from './tender-labels'

/** An amount in the presentment currency and, where known, in the shop currency. */
type DualAmount = { minor: bigint; shopMinor?: bigint | undefined }

export type PriceComponent = DualAmount & { label: string }

export type PriceRow = PriceComponent & {
  /** Shown beside the label: discount codes, tax rates, the shipping method. */
  notes: string[]
  /** The components of the amount; empty when the row does not expand. */
  breakdown: PriceComponent[]
  kind: 'part' | 'total' | 'settled' | 'balance'
}

/** Returns the rows of the order's prices, from the sub total to the balance due. */
export function priceRows(data: OrderData): PriceRow[] {
  return [...totalRows(data), ...settlementRows(data)]
}

function totalRows(data: OrderData): PriceRow[] {
  const { order, discounts, shippingLines } = data
  const taxes = taxComponents(data)
  const rows: (PriceRow | false)[] = [
    priceRow('Sub total', order.subtotalMinor, order.subtotalShopMinor, {
      breakdown: lineComponents(data),
    }),
    priceRow('Duties (DOM)', order.dutyDomesticMinor, order.dutyDomesticShopMinor, {
      breakdown: dutyComponents(data, 'domestic'),
    }),
    priceRow('Duties (INTL)', order.dutyInternationalMinor, order.dutyInternationalShopMinor, {
      breakdown: dutyComponents(data, 'international'),
    }),
    priceRow(
      order.taxesIncluded ? 'Taxes (included)' : 'Taxes',
      order.taxMinor,
      order.taxShopMinor,
      { notes: taxes.map(({ label }) => label), breakdown: taxes },
    ),
    priceRow('Shipping', order.shippingMinor, order.shippingShopMinor, {
      notes: unique(shippingLines.map(({ title }) => title)),
      breakdown: shippingLines.map(({ title, priceMinor, priceShopMinor }) => ({
        label: title,
        minor: priceMinor,
        shopMinor: priceShopMinor,
      })),
    }),
    priceRow('Discounts', -order.discountMinor, -order.discountShopMinor, {
      notes: unique(discounts.map(({ label }) => label)),
      breakdown: discountComponents(data),
    }),
    order.tipMinor > 0n && priceRow('Tip', order.tipMinor, order.tipShopMinor),
    order.feeMinor > 0n && priceRow('Additional fees', order.feeMinor, order.feeShopMinor),
    { ...priceRow('Total', order.totalMinor, order.totalShopMinor), kind: 'total' },
  ]
  return rows.filter((row) => row !== false)
}

function discountComponents({ discounts }: OrderData): PriceComponent[] {
  return discounts.map(({ label, amountMinor, amountShopMinor }) => ({
    label,
    minor: -amountMinor,
    shopMinor: -amountShopMinor,
  }))
}

function lineComponents({ lines }: OrderData): PriceComponent[] {
  return lines.map(({ title, quantity, unitPriceMinor, unitPriceShopMinor }) => ({
    label: `${quantity} × ${title}`,
    minor: unitPriceMinor * BigInt(quantity),
    shopMinor: unitPriceShopMinor * BigInt(quantity),
  }))
}

function dutyComponents({ duties, lines }: OrderData, wantedScope: 'domestic' | 'international') {
  return duties
    .filter(({ scope }) => scope === wantedScope)
    .map(({ lineId, hsCode, amountMinor, amountShopMinor }): PriceComponent => {
      const title = lines.find(({ id }) => id === lineId)?.title ?? 'Unknown item'
      const label = hsCode ? `${title}, HS ${hsCode}` : title
      return { label, minor: amountMinor, shopMinor: amountShopMinor }
    })
}

/** Returns one component per tax and rate, summed over everything it applies to. */
function taxComponents({ order, taxLines }: OrderData): PriceComponent[] {
  const shopTaxLines = taxLines.map((tax) => ({ ...tax, amountMinor: tax.amountShopMinor }))
  const shopSums = sumTaxes(shopTaxLines, order.taxShopMinor)
  return sumTaxes(taxLines, order.taxMinor).map(({ title, rate, amountMinor }) => ({
    label: taxName(title, rate),
    minor: amountMinor,
    shopMinor: shopSums.find((tax) => tax.title === title && tax.rate === rate)?.amountMinor,
  }))
}

/** Returns the paid, refunded and balance rows. Skips tenders in another currency than the order. */
function settlementRows({ order, payments }: OrderData): PriceRow[] {
  const tenders = payments.filter(({ currency }) => currency === order.currency)
  const sum = (key: SumKey): DualAmount =>
    tenders
      .map((tender) => dualAmount(tender, key))
      .reduce(addAmounts, { minor: 0n, shopMinor: 0n })
  const row = (label: string, key: SumKey, sign: bigint): PriceRow => ({
    label,
    notes: [],
    ...scaleAmount(sum(key), sign),
    breakdown: tenders
      .filter((tender) => tender[key] > 0n)
      .map((tender) => ({
        label: tenderName(tender),
        ...scaleAmount(dualAmount(tender, key), sign),
      })),
    kind: 'settled',
  })
  const total = { minor: order.totalMinor, shopMinor: order.totalShopMinor }
  const paid = scaleAmount(sum('capturedMinor'), -1n)
  const rows: (PriceRow | false)[] = [
    row('Paid', 'capturedMinor', 1n),
    row('Refunded', 'refundedMinor', -1n),
    sum('chargedBackMinor').minor > 0n && row('Charged back', 'chargedBackMinor', -1n),
    {
      label: 'Balance',
      notes: [],
      ...addAmounts(total, paid),
      breakdown: [
        { label: 'Total', ...total },
        { label: 'Paid', ...paid },
      ],
      kind: 'balance',
    },
  ]
  return rows.filter((candidate) => candidate !== false)
}

type SumKey = keyof Pick<Tender, 'capturedMinor' | 'refundedMinor' | 'chargedBackMinor'>

/** Returns one sum of a tender. Chargebacks are known in the tender's currency only. */
function dualAmount(tender: Tender, key: SumKey): DualAmount {
  const shop = {
    capturedMinor: tender.capturedShopMinor,
    refundedMinor: tender.refundedShopMinor,
    chargedBackMinor: undefined,
  }
  return { minor: tender[key], shopMinor: shop[key] }
}

function addAmounts(a: DualAmount, b: DualAmount): DualAmount {
  const minor = a.minor + b.minor
  if (a.shopMinor === undefined || b.shopMinor === undefined) return { minor }
  return { minor, shopMinor: a.shopMinor + b.shopMinor }
}

function scaleAmount({ minor, shopMinor }: DualAmount, sign: bigint): DualAmount {
  return { minor: sign * minor, shopMinor: shopMinor === undefined ? undefined : sign * shopMinor }
}

const priceRow = (
  label: string,
  minor: bigint,
  shopMinor: bigint,
  { notes = [], breakdown = [] }: Partial<Pick<PriceRow, 'notes' | 'breakdown'>> = {},
): PriceRow => ({ label, notes, minor, shopMinor, breakdown, kind: 'part' })

const unique = (texts: string[]) => [...new Set(texts.filter(Boolean))]
