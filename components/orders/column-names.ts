/** Every column the orders list can show. */
export const COLUMN_NAMES = [
  'order',
  'placed',
  'customer',
  'status',
  'payment',
  'fulfillment',
  'items',
  'total',
  'country',
  'tags',
  'assignee',
  'storefront',
] as const
export type ColumnName = (typeof COLUMN_NAMES)[number]

export const DEFAULT_COLUMNS: readonly ColumnName[] = COLUMN_NAMES.slice(0, 8)

export const COLUMN_LABELS: Record<ColumnName, string> = {
  order: 'Order',
  placed: 'Placed',
  customer: 'Customer',
  status: 'Status',
  payment: 'Payment',
  fulfillment: 'Fulfillment',
  items: 'Items',
  total: 'Total',
  country: 'Country',
  tags: 'Tags',
  assignee: 'Assigned to',
  storefront: 'Storefront',
}

const WIDTHS: Record<ColumnName, string> = {
  order: 'minmax(88px, max-content)',
  placed: '104px',
  customer: 'minmax(120px, 1.3fr)',
  status: 'minmax(150px, 1.1fr)',
  payment: '124px',
  fulfillment: '112px',
  items: '44px',
  total: 'minmax(96px, max-content)',
  country: 'minmax(80px, 0.8fr)',
  tags: 'minmax(90px, 1fr)',
  assignee: 'minmax(90px, 0.8fr)',
  storefront: 'minmax(90px, 0.8fr)',
}

/** Returns the CSS grid template for a table with these columns. */
export const gridTemplate = (columns: readonly ColumnName[]) =>
  ['var(--select-column)', ...columns.map((name) => WIDTHS[name])].join(' ')

/** Returns the columns to show, without duplicates. The order number is always included. */
export function visibleColumns(selected: readonly ColumnName[] | null): readonly ColumnName[] {
  if (!selected || selected.length === 0) return DEFAULT_COLUMNS
  const unique = [...new Set(selected)]
  return unique.includes('order') ? unique : ['order', ...unique]
}
