import type { Permission } from '../staff/permissions'

/** The pages of the reports, in the order of their tabs. */
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

/** What a page is called, what it answers, and what it takes to see it. */
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
    answers: 'What was ordered, where, and what is left of it?',
    permission: 'reports.money',
  },
  refunds: {
    title: 'Refunds and reshipments',
    answers: 'What is given back, why, and by whom?',
    permission: 'reports.money',
  },
  exceptions: {
    title: 'Exceptions',
    answers: 'What stops orders, and how fast is it settled?',
    permission: 'reports.read',
  },
  payments: {
    title: 'Payments',
    answers: 'Does money come in and go back as it should?',
    permission: 'reports.money',
  },
  fulfillment: {
    title: 'Fulfillment',
    answers: 'How long do parcels take, and which do not arrive?',
    permission: 'reports.read',
  },
  team: {
    title: 'Team',
    answers: 'Who handles what, and how long does it take?',
    permission: 'reports.team',
  },
  pipeline: {
    title: 'Pipeline and webhooks',
    answers: 'Do messages and steps get through in time?',
    permission: 'reports.pipeline',
  },
  tax: {
    title: 'Tax',
    answers: 'What was collected, what went back, by jurisdiction?',
    permission: 'reports.money',
  },
}
