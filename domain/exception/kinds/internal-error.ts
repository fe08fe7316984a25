import { defineKind, MINUTE, SLA } from '../kind'

export const internalError = defineKind({
  code: 'internal_error',
  stage: 'engineer',
  retry: { delaysSeconds: [MINUTE], jitter: 0 },
  severity: 'critical',
  slaMinutes: SLA.critical,
  title: 'Internal error',
  shortCause: 'internal error',
  explanation:
    'A step failed with an unexpected error and was retried once. The details show where it failed.',
  actions: ['redrive', 'escalate_outside', 'resolve_by_hand'],
  closesWhen: 'The step succeeds on a later attempt.',
  playbook: `A step failed with an unexpected error. The raw data below shows the step's input, the error and the vendor responses. Fix, deploy, then *Redrive*. Use *Resolve manually* only for work that was done outside of Aftercart, with its actual result.`,
})
