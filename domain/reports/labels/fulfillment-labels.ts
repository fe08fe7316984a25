import type { PageLabels } from './page-labels'

/** Texts of the fulfillment report. */
export const FULFILLMENT_LABELS = {
  sections: {
    figures: { title: 'Parcels' },
    durations: {
      title: 'Shipping and delivery times',
      note: 'Durations are accurate to 2%. Paid to shipped excludes reshipments.',
    },
    'over-time': { title: 'Shipped and delivered' },
    'by-carrier': { title: 'By carrier' },
    'by-country': { title: 'By country' },
    'on-hold': { title: 'On hold now, by reason', empty: 'No orders on hold' },
  },
  columns: {
    shipped: { label: 'Shipped' },
    delivered: { label: 'Delivered' },
    lost: { label: 'Lost', hint: 'Parcels shipped in this range.' },
    returned: { label: 'Returned', hint: 'Parcels shipped in this range.' },
    paidToShipped: { label: 'Paid to shipped' },
    shippedToDelivered: { label: 'Shipped to delivered' },
    carrier: { label: 'Carrier' },
    country: { label: 'Country' },
    reason: { label: 'Reason' },
    orders: { label: 'Orders' },
    value: { label: 'Value' },
  },
  values: {},
} as const satisfies PageLabels
