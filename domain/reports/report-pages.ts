import type { Permission } from '../staff/permissions'

/** The report pages, in the order of their tabs. */
export const REPORT_PAGES = [
  'overview',
  'sales',
  'refunds',
  'exceptions',
  'payments',
  'fulfillment',
  'team',
  'pipeline',
  'tax',
] as const
export type ReportPage = (typeof REPORT_PAGES)[number]

export function isReportPage(name: string): name is ReportPage {
  return (REPORT_PAGES as readonly string[]).includes(name)
}

/** The title of each page, the question it answers, and the permission to see it. */
export const REPORT_PAGE_FACTS: Record<
  ReportPage,
  { title: string; answers: string; permission: Permission }
> = {
  overview: {
    title: 'Overview',
    answers: 'How are we doing, and what needs attention?',
    permission: 'reports.read',
  },
  sales: {
    title: 'Sales',
    answers: 'What was ordered, where, and how much remains after refunds?',
    permission: 'reports.money',
  },
  refunds: {
    title: 'Refunds and reshipments',
    answers: 'What is refunded or reshipped, why, and by whom?',
    permission: 'reports.money',
  },
  exceptions: {
    title: 'Exceptions',
    answers: 'What blocks orders, and how fast is it resolved?',
    permission: 'reports.read',
  },
  payments: {
    title: 'Payments',
    answers: 'Do payments and refunds succeed?',
    permission: 'reports.money',
  },
  fulfillment: {
    title: 'Fulfillment',
    answers: "How long do parcels take, and which ones don't arrive?",
    permission: 'reports.read',
  },
  team: {
    title: 'Team',
    answers: 'Who handles what, and how long does it take?',
    permission: 'reports.team',
  },
  pipeline: {
    title: 'Pipeline and webhooks',
    answers: 'Are webhooks and steps processed on time?',
    permission: 'reports.pipeline',
  },
  tax: {
    title: 'Tax',
    answers: 'How much tax was collected and refunded, by jurisdiction?',
    permission: 'reports.money',
  },
}
