import { defineKind, MINUTE, SLA } from '../kind'

export const gatewayUnavailable = defineKind({
  code: 'gateway_unavailable',
  stage: 'auto',
  retry: {
    delaysSeconds: [5 * MINUTE, 5 * MINUTE, 5 * MINUTE, 30 * MINUTE, 30 * MINUTE],
    jitter: 0.1,
  },
  severity: 'high',
  slaMinutes: SLA.high,
  title: 'Payment provider unavailable',
  shortCause: 'payment provider unavailable',
  explanation:
    'The customer was not charged. The charge is retried automatically. When the retries are used up, check whether the provider is down for all orders before you retry.',
  actions: ['retry_now', 'escalate'],
  closesWhen: 'The payment succeeds on a later attempt.',
  playbook: `**Wait first.** The charge is retried automatically, and the customer was not charged.

1. Check the top of the inbox. When the provider is down for all orders, they wait together and continue automatically.
2. Check the provider's status page.
3. When the provider is up again and this order is still here, choose *Retry now*.

Escalate when some orders keep failing while others go through.`,
})
