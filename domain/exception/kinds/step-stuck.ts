import { defineKind, SLA } from '../kind'

export const stepStuck = defineKind({
  code: 'step_stuck',
  stage: 'engineer',
  retry: null,
  severity: 'high',
  slaMinutes: SLA.high,
  title: 'Order stuck',
  shortCause: 'stuck',
  explanation:
    'No step failed and none finished. The engine may be down or may have lost the order. Restarting the step is safe.',
  actions: ['resume', { code: 'cancel_order', permission: 'exceptions.engineer' }],
  closesWhen: 'The order makes progress again.',
  playbook: `No step failed and none finished. Check whether the engine runs and whether other orders make progress. *Resume* is safe: every step detects what an earlier attempt already did.`,
})
