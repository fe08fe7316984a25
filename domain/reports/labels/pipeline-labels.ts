import type { BreakerState } from '../../pipeline/breaker'
import type { PageLabels } from './page-labels'

/** Texts of the report on webhooks and pipeline steps. */
export const PIPELINE_LABELS = {
  sections: {
    figures: { title: 'Storefront webhooks' },
    durations: {
      title: 'Webhook processing time',
      note: 'Durations are accurate to 2%.',
    },
    'over-time': { title: 'Webhooks' },
    'by-topic': { title: 'By topic' },
    'by-step': { title: 'Pipeline steps', note: 'Dated when each step ended.' },
    queues: { title: 'Queued now' },
    vendors: {
      title: 'Vendor status',
      empty: 'No vendor has failed yet',
      note: 'Vendors that have failed at least once. While a vendor is down, its calls are queued and probed one at a time.',
    },
    outages: {
      title: 'Vendor outages',
      note: 'From the first failure until a probe succeeded. Calls were queued meanwhile.',
    },
  },
  columns: {
    received: { label: 'Received' },
    duplicates: {
      label: 'Duplicates',
      hint: 'Webhooks received again. Acknowledged, but not stored a second time.',
    },
    unreadable: { label: 'Unreadable' },
    waiting: { label: 'Waiting for their order' },
    rejected: {
      label: 'Invalid signature',
      hint: 'Rejected for an invalid signature. Only the count is stored. Webhooks from unknown shops belong to no storefront.',
    },
    processing: { label: 'Received to processed' },
    topic: { label: 'Topic' },
    step: { label: 'Step' },
    done: { label: 'Done' },
    skipped: { label: 'Skipped' },
    attempts: { label: 'Attempts' },
    attemptsPerStep: {
      label: 'Attempts per step',
      hint: 'Average over completed steps. Skipped steps are excluded.',
    },
    duration: { label: 'Duration' },
    queue: { label: 'Queue' },
    count: { label: 'Count' },
    oldest: { label: 'Age of oldest' },
    vendor: { label: 'Vendor' },
    state: { label: 'Calls' },
    downFor: { label: 'Down for' },
    began: { label: 'Started' },
    lasted: { label: 'Duration' },
    probes: { label: 'Failed probes' },
    outageStatus: { label: 'Status' },
    message: { label: 'Error' },
  },
  values: {
    queues: {
      webhooks: 'Webhooks to process',
      outbox: 'Events to send',
      runs: 'Runs of the embedded engine',
    },
    outageStatus: { ongoing: 'Ongoing', ended: 'Ended' },
  },
} as const satisfies PageLabels

/** What happens to calls to a vendor, by the state of its circuit breaker. */
export const BREAKER_CALL_LABELS: Record<BreakerState, string> = {
  closed: 'Sent',
  open: 'Queued: vendor is down',
  probing: 'Queued: probe in progress',
  draining: 'Sent one at a time',
}

/** The sentence added to the outages section when it shows only the newest ones. */
export const moreOutagesText = (shown: number, others: number) =>
  `Showing the newest ${shown}; ${others} more.`
