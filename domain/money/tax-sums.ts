/** The tax of a line, shipping line or duty; with none of these, an order-level sum. */
export type TaxLine = {
  lineId: string | null
  shippingLineId: string | null
  dutyId: string | null
  title: string
  /** A decimal fraction as text: "0.19"; null when unknown. */
  rate: string | null
  amountMinor: bigint
}

export type TaxSum = Pick<TaxLine, 'title' | 'rate' | 'amountMinor'>

/**
 * Returns the tax per jurisdiction and rate, in minor units; always adds up to `taxMinor`. Storefronts
 * send taxes twice, per item and as order-level sums: uses the items if they equal the order's tax,
 * else the sums. A remaining difference is listed as other tax.
 */
export function sumTaxes(taxLines: readonly TaxLine[], taxMinor: bigint): TaxSum[] {
  const isPiece = (tax: TaxLine) => (tax.lineId ?? tax.shippingLineId ?? tax.dutyId) !== null
  const pieces = byRate(taxLines.filter(isPiece))
  const sums = byRate(taxLines.filter((tax) => !isPiece(tax)))
  if (total(pieces) === taxMinor) return pieces
  if (total(sums) === taxMinor) return sums
  const known = pieces.length > 0 ? pieces : sums
  const title = known.length > 0 ? 'Other tax' : 'Tax'
  return [...known, { title, rate: null, amountMinor: taxMinor - total(known) }]
}

function byRate(taxLines: readonly TaxLine[]): TaxSum[] {
  const sums = new Map<string, TaxSum>()
  for (const { title, rate, amountMinor } of taxLines) {
    const key = `${title}\n${rate}`
    const soFar = sums.get(key)?.amountMinor ?? 0n
    sums.set(key, { title, rate, amountMinor: soFar + amountMinor })
  }
  return [...sums.values()]
}

function total(taxes: readonly TaxSum[]): bigint {
  return taxes.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
}
