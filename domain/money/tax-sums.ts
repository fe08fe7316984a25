/** A tax of one line, shipping line or duty; with none of the three, the storefront's own sum. */
export type TaxLine = {
  lineId: string | null
  shippingLineId: string | null
  dutyId: string | null
  title: string
  /** A decimal fraction as text: "0.19"; null when it is not known. */
  rate: string | null
  amountMinor: bigint
}

export type TaxSum = Pick<TaxLine, 'title' | 'rate' | 'amountMinor'>

/**
 * What each jurisdiction takes at each rate, in minor units; it always adds up to `taxMinor`.
 * Storefronts tell their taxes twice, piece by piece and summed: the pieces are taken where they
 * come to the order's tax, else the sums. What neither accounts for stands by itself.
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
