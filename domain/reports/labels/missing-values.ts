/** What a table shows for rows whose dimension is empty. */
export const MISSING_LABELS = {
  carrier: 'No carrier',
  code: 'No code',
  country: 'No address',
  reason: 'No reason',
  sku: 'No SKU',
  /** The account was deleted. */
  staff: 'Former staff member',
} as const
