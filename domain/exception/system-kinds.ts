import { type ExceptionKindEntry, forEngineer, MINUTE, SLA } from './kind'

/** What only an engineer can settle: messages, standstills and faults of our own. */
export const SYSTEM_KINDS = {
  webhook_unreadable: {
    stage: 'engineer',
    retry: null,
    severity: 'high',
    slaMinutes: SLA.high,
    title: 'A storefront message could not be understood.',
    explanation:
      'The message is stored as it came, but it does not have the form or the numbers it should have. Nothing of it was used.',
    actions: [
      forEngineer('replay', 'Replay after a fix'),
      forEngineer('dismiss', 'Dismiss with a reason'),
    ],
    closedBy: 'The same message is read after a fix.',
  },
  step_stuck: {
    stage: 'engineer',
    retry: null,
    severity: 'high',
    slaMinutes: SLA.high,
    title: 'The order made no progress for too long.',
    explanation:
      'No step failed and none finished. The engine may be down or may have lost the order; starting the step again is safe.',
    actions: [forEngineer('resume', 'Resume'), forEngineer('cancel_order', 'Cancel the order')],
    closedBy: 'The order moves again.',
  },
  internal_error: {
    stage: 'engineer',
    retry: { delaysSeconds: [MINUTE], jitter: 0 },
    severity: 'critical',
    slaMinutes: SLA.critical,
    title: 'Something broke on our side.',
    explanation:
      'A step failed in a way that nobody foresaw. It was tried once more; the detail says where it broke.',
    actions: [
      forEngineer('redrive', 'Redrive'),
      forEngineer('escalate_outside', 'Escalate outside'),
      forEngineer('resolve_by_hand', 'Resolve by hand'),
    ],
    closedBy: 'The step succeeds on a later attempt.',
  },
  report_mismatch: {
    stage: 'engineer',
    retry: null,
    severity: 'high',
    slaMinutes: SLA.high,
    title: 'The reports differed from the rows they count.',
    explanation:
      'The nightly comparison found sums that were not what their rows came to. They have been summed anew and are right again; what let them differ is a fault on our side and still there.',
    actions: [forEngineer('dismiss', 'Dismiss with a reason')],
    closedBy: 'An engineer who found out why.',
  },
} as const satisfies Record<string, ExceptionKindEntry>
