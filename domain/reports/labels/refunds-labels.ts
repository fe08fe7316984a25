import type { PageLabels } from './page-labels'

/** Texts of the report on refunds and reshipments. */
export const REFUNDS_LABELS = {
  sections: {
    figures: { title: 'Refunds' },
    'by-refund-date': { title: 'Refunded, by refund date' },
    'by-order-date': { title: 'Refunded, by order date' },
    rates: {
      title: 'Refund rate by currency',
      note: 'The rate covers orders placed in this range and everything refunded on them to date.',
    },
    'by-reason': { title: 'By reason' },
    'by-person': { title: 'By staff member' },
    'by-tender': {
      title: 'By payment method',
      note: 'Dated when the money was returned to each payment. A refund to two payments counts for both methods.',
    },
    'by-sku': { title: 'By product' },
    reshipments: { title: 'Reshipments', note: 'Goods are valued at the price the customer paid.' },
    approvals: { title: 'Approvals' },
  },
  columns: {
    refunds: { label: 'Refunds' },
    refunded: { label: 'Refunded' },
    reshipments: { label: 'Reshipments' },
    pending: {
      label: 'Refunds in progress',
      hint: "Issued in this range. The payment provider hasn't confirmed the outcome.",
    },
    failed: { label: 'Failed refunds' },
    refundsMade: { label: 'Refunds' },
    ordersPlaced: { label: 'Orders placed' },
    ordered: { label: 'Order value' },
    refundedOfOrdered: { label: 'Refunded to date' },
    rate: { label: 'Refund rate' },
    reason: { label: 'Reason' },
    person: { label: 'Staff member' },
    method: { label: 'Payment method' },
    currency: { label: 'Currency' },
    payments: { label: 'Payments' },
    sku: { label: 'SKU' },
    units: { label: 'Units' },
    refundedForItems: { label: 'Refunded for items' },
    goodsValue: { label: 'Value of goods' },
    approval: { label: 'Approval' },
    requests: { label: 'Refunds and reshipments' },
    value: { label: 'Value' },
  },
  values: {
    approvals: {
      waiting: 'Pending',
      approved: 'Approved',
      rejected: 'Rejected',
      expired: 'Expired',
      none: 'Not required',
    },
    people: { storefront: 'Storefront' },
  },
} as const satisfies PageLabels
