import { defineKind, HOUR, MINUTE, SLA } from '../kind'

export const carrierUnavailable = defineKind({
  code: 'carrier_unavailable',
  stage: 'auto',
  retry: { delaysSeconds: [2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 2 * HOUR], jitter: 0.1 },
  severity: 'high',
  slaMinutes: SLA.high,
  title: 'Carrier unavailable',
  shortCause: 'carrier unavailable',
  explanation:
    'No label was bought. The request is retried automatically. When the retries are used up, check whether the carrier is down for all orders.',
  actions: ['retry_now', 'choose_other_carrier'],
  closesWhen: 'The label is bought on a later attempt.',
  playbook: `**Wait first.** No label was bought, and the request is retried automatically.

1. Check the top of the inbox to see whether the carrier is down for all orders.
2. The order is urgent: hand the parcel to another carrier yourself and enter its tracking number under *Use another carrier*.`,
})
