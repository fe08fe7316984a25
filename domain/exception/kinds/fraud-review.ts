import { defineKind, SLA } from '../kind'

export const fraudReview = defineKind({
  code: 'fraud_review',
  stage: 'staff',
  retry: null,
  severity: 'high',
  slaMinutes: SLA.high,
  title: 'High-risk order',
  shortCause: 'high risk',
  explanation:
    'No payment has been captured yet. Review the signals, then approve the order or cancel it.',
  actions: ['approve_order', 'cancel_and_refund'],
  closesWhen: 'The storefront cancels the order.',
  playbook: `No payment has been captured yet. One signal alone is rarely fraud; several together often are.

- **Approve** when the customer ordered to the same address before, or answers by phone.
- **Cancel** when the name, card and address do not fit together, or the customer insists on fast shipping.`,
})
