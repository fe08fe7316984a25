import type { PageLabels } from './page-labels'

/** Texts of the report on exceptions. */
export const EXCEPTIONS_LABELS = {
  sections: {
    figures: { title: 'Exceptions' },
    durations: {
      title: 'Response times',
      note: 'Dated by first action and by resolution. Durations are accurate to 2%.',
    },
    'over-time': { title: 'Opened and closed' },
    'by-kind': { title: 'By kind' },
    'by-stage': {
      title: 'By stage',
      note: 'Open exceptions by their current stage, closed ones by the stage in which they were closed.',
    },
    backlog: { title: 'Open now, by age' },
    causes: { title: 'Most frequent causes' },
  },
  columns: {
    opened: { label: 'Opened' },
    closed: { label: 'Closed' },
    auto: {
      label: 'Resolved automatically',
      hint: 'Share of closed exceptions resolved automatically.',
    },
    sla: {
      label: 'Closed within SLA',
      hint: 'Share of closed exceptions with a due time that were closed before it.',
    },
    returned: {
      label: 'Recurred',
      hint: 'Share of closed exceptions that occurred again on the same order.',
    },
    perThousand: {
      label: 'Per 1,000 orders',
      hint: 'Exceptions opened in this range per 1,000 orders placed in it.',
    },
    firstTouch: { label: 'Time to first action' },
    resolution: { label: 'Time to resolution' },
    kind: { label: 'Kind' },
    stage: { label: 'Stage' },
    cause: { label: 'Cause' },
    age: { label: 'Age' },
    open: { label: 'Open' },
    late: { label: 'Overdue' },
  },
  values: {
    stages: { auto: 'Automatic retry', staff: 'Staff', engineer: 'Engineering' },
  },
} as const satisfies PageLabels

/** Age bands of open exceptions, youngest first. The limits are those of `INBOX_AGES`. */
export const AGE_BAND_LABELS = [
  'Less than 1 hour',
  '1 to 24 hours',
  '1 to 3 days',
  '3 to 7 days',
  'More than 7 days',
] as const
