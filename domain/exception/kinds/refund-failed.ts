import { defineKind, SLA } from '../kind'

export const refundFailed = defineKind({
  code: 'refund_failed',
  stage: 'staff',
  retry: null,
  severity: 'high',
  slaMinutes: SLA.high,
  title: 'Refund failed',
  shortCause: 'refund failed',
  explanation:
    'The payment provider rejected the refund, so the customer has not received the money. The reserved amount is available again.',
  actions: [
    'refund_as_gift_card',
    { code: 'retry_now', label: 'Retry', permission: 'refunds.issue' },
    'mark_refunded',
  ],
  closesWhen: 'The storefront reports the refund as done.',
  playbook: `The customer has not received the money.

- **Closed or expired card:** refund as a gift card, or pay by bank transfer and mark the refund as done with the transfer's reference.
- **Rejected for another reason:** retry once, then escalate.`,
})
