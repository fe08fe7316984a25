import type { PageLabels } from './page-labels'

/** Texts of the sales report. */
export const SALES_LABELS = {
  sections: {
    figures: { title: 'Sales' },
    'orders-over-time': { title: 'Orders' },
    'sales-over-time': { title: 'Sales in shop currency' },
    'sales-by-currency': { title: 'Sales in customer currencies' },
    bridge: {
      title: 'Gross sales to total',
      note: "Refunds count on the day they were issued, everything else on the day of the order. If a shop's prices include tax, so do its gross sales.",
    },
    'by-currency': { title: 'By customer currency' },
    'by-storefront': { title: 'By storefront' },
    'by-country': { title: 'By country' },
    'by-product': {
      title: 'By product',
      note: 'Line amounts after discounts, excluding shipping and duties.',
    },
  },
  columns: {
    orders: { label: 'Orders' },
    sales: { label: 'Sales' },
    salesTotal: {
      label: 'Sales',
      hint: 'Order totals before refunds, at the exchange rate of each order.',
    },
    average: { label: 'Average order value' },
    canceled: {
      label: 'Canceled orders',
      hint: 'Placed in this range and canceled since. Excluded from all other numbers.',
    },
    step: { label: 'Component' },
    amount: { label: 'Amount' },
    currency: { label: 'Currency' },
    storefront: { label: 'Storefront' },
    country: { label: 'Country' },
    sku: { label: 'SKU' },
    product: { label: 'Product' },
    units: { label: 'Units' },
    paid: { label: 'Net sales' },
    total: { label: 'Total' },
    totalShop: {
      label: 'Total in shop currency',
      hint: 'At the exchange rate of each order.',
    },
  },
  values: {
    parts: {
      gross: 'Gross sales',
      discount: 'Discounts',
      refunds: 'Refunds',
      shipping: 'Shipping',
      duty: 'Duties',
      tax_added: 'Tax',
      tip: 'Tips',
      fee: 'Additional fees',
      other: 'Rounding and edits',
      total: 'Total',
    },
  },
} as const satisfies PageLabels
