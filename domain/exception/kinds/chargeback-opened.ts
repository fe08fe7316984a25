import { defineKind, SLA } from '../kind'

export const chargebackOpened = defineKind({
  code: 'chargeback_opened',
  stage: 'staff',
  retry: null,
  severity: 'critical',
  slaMinutes: SLA.high,
  title: 'Chargeback opened',
  shortCause: 'chargeback opened',
  explanation:
    'The customer disputed the payment at their bank. The bank returns the money unless we respond in time. If the parcel has not shipped, stop it.',
  actions: [
    'accept_chargeback',
    'attach_evidence',
    { code: 'cancel_order', label: 'Cancel if not shipped' },
  ],
  closesWhen: 'The bank decides the chargeback.',
  playbook: `The bank sets a deadline, so act quickly.

1. If the parcel has not shipped, cancel the order.
2. If it was delivered, attach the tracking number, the delivery date and what the customer wrote.
3. If we made the mistake, accept the chargeback.`,
})
