/** An order's tax breakdown from the storefront, in minor units of one currency. */
type OrderTaxes = {
  feeMinor: bigint
  /** The order's total tax. */
  taxMinor: bigint
  /** Taxes of the lines, shipping and duties. */
  namedMinor: readonly bigint[]
}

/**
 * Returns the tax on additional fees: the order's tax minus all other taxes. Shopify's webhooks
 * contain the fees as one sum without tax lines
 * (https://shopify.dev/docs/api/admin-rest/latest/resources/order, `original_total_additional_fees_set`),
 * but include their tax in the order's tax. Zero without a tax breakdown: the taxed part is unknown.
 */
export function feeTaxMinor({ feeMinor, taxMinor, namedMinor }: OrderTaxes): bigint {
  if (feeMinor === 0n || namedMinor.length === 0) return 0n
  const left = taxMinor - namedMinor.reduce((sum, minor) => sum + minor, 0n)
  return left > 0n ? left : 0n
}
