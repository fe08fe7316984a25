/** An order's taxes as its storefront broke them down, in minor units of one currency. */
type OrderTaxes = {
  feeMinor: bigint
  /** All taxes of the order. */
  taxMinor: bigint
  /** Those of the lines, the shipping and the duties. */
  namedMinor: readonly bigint[]
}

/**
 * The tax on additional fees. Shopify's webhooks give the fees as one sum without their tax lines
 * (https://shopify.dev/docs/api/admin-rest/latest/resources/order, `original_total_additional_fees_set`),
 * but the order's tax has theirs in it: it is what the taxes of everything else leave. Zero where
 * nothing is broken down, because then nobody knows what is taxed.
 */
export function feeTaxMinor({ feeMinor, taxMinor, namedMinor }: OrderTaxes): bigint {
  if (feeMinor === 0n || namedMinor.length === 0) return 0n
  const left = taxMinor - namedMinor.reduce((sum, minor) => sum + minor, 0n)
  return left > 0n ? left : 0n
}
