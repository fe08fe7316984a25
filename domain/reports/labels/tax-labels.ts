import type { PageLabels } from './page-labels'

/** Texts of the tax report. */
export const TAX_LABELS = {
  sections: {
    'by-currency': {
      title: 'By currency',
      note: "Tax on orders that weren't canceled, by order date, whether included in prices or added. Refunded is the tax on refunded items, by refund date; tax on refunded shipping isn't listed separately.",
    },
    'collected-over-time': { title: 'Collected' },
    'by-jurisdiction': { title: 'By jurisdiction and rate' },
  },
  columns: {
    collected: { label: 'Collected' },
    refunded: { label: 'Refunded' },
    net: { label: 'Net' },
    currency: { label: 'Currency' },
    country: { label: 'Country' },
    title: { label: 'Tax' },
    rate: { label: 'Rate' },
  },
  values: {},
} as const satisfies PageLabels
