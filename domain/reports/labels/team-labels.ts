import type { PageLabels } from './page-labels'

/** Texts of the team report. */
export const TEAM_LABELS = {
  sections: {
    handled: {
      title: 'Exceptions by staff member',
      note: 'Closed in this range, by the last person who worked on them. Open now is independent of the range.',
    },
    refunds: {
      title: 'Refunds and reshipments by staff member',
      note: "Limits are those of each person's current role.",
    },
  },
  columns: {
    person: { label: 'Staff member' },
    closed: { label: 'Closed' },
    returned: { label: 'Recurred' },
    open: { label: 'Open now' },
    resolution: { label: 'Time to resolution' },
    requested: { label: 'Requested' },
    refundsMade: { label: 'Refunds' },
    refunded: { label: 'Refunded' },
    aboveLimit: { label: 'Above limit', hint: "Required a second person's approval." },
    rejected: { label: 'Rejected' },
    limitPerRefund: { label: 'Limit per refund' },
    limitPerDay: { label: 'Limit per 24 hours' },
  },
  values: {},
} as const satisfies PageLabels
