import type { PageLabels } from './page-labels'

/** Texts of the overview. */
export const OVERVIEW_LABELS = {
  sections: {
    figures: { title: 'Summary' },
    attention: { title: 'Needs attention now' },
    'orders-over-time': { title: 'Orders' },
    'sales-over-time': { title: 'Sales' },
    'exceptions-over-time': { title: 'Exceptions' },
  },
  columns: {
    orders: { label: 'Orders' },
    sales: { label: 'Sales' },
    refunds: { label: 'Refunds' },
    refunded: { label: 'Refunded' },
    exceptionsOpened: { label: 'Exceptions opened' },
    exceptionsClosed: { label: 'Exceptions closed' },
    sla: { label: 'Closed within SLA' },
    opened: { label: 'Opened' },
    closed: { label: 'Closed' },
    item: { label: 'Item' },
    count: { label: 'Count' },
  },
  values: {
    attention: {
      blocked: 'Blocked orders',
      due: 'Exceptions due soon or overdue',
      open: 'Open exceptions',
      approvals: 'Refunds pending approval',
      held: 'Orders on hold',
      backlog: 'Orders in progress',
      pending: 'Refunds in progress',
    },
  },
} as const satisfies PageLabels
