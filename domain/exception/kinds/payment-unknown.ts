import { defineKind, MINUTE, SLA } from '../kind'

export const paymentUnknown = defineKind({
  code: 'payment_unknown',
  stage: 'auto',
  retry: { delaysSeconds: [MINUTE, 5 * MINUTE, 15 * MINUTE], jitter: 0 },
  severity: 'critical',
  slaMinutes: SLA.critical,
  title: 'Charge status unknown',
  shortCause: 'charge status unknown',
  explanation:
    "The payment provider received the request, but its response was lost. The charge is looked up and never sent again without a result. When the lookups find nothing, check in the payment provider's dashboard.",
  actions: ['look_up_again', 'mark_paid', 'mark_not_paid'],
  closesWhen: 'The payment provider reports the outcome of the charge.',
  playbook: `**Do not charge again before you know the outcome.** The charge is looked up automatically.

1. When the lookups find nothing, search for the reference in the payment provider's dashboard.
2. The charge is there and captured: *Mark as paid* with its reference.
3. The charge is definitely not there: ask a lead to *Mark as not paid*.`,
})
