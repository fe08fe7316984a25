import { defineKind, SLA } from '../kind'

export const amountMismatch = defineKind({
  code: 'amount_mismatch',
  stage: 'staff',
  retry: null,
  severity: 'high',
  slaMinutes: SLA.high,
  title: "Paid amount doesn't match the order",
  shortCause: 'paid amount differs',
  explanation:
    'The payments of this order total more or less than the order. Find out which amount is right before anything ships.',
  actions: ['accept_difference', 'ask_customer', 'refund_excess', 'cancel_order'],
  closesWhen: 'Another payment or an order update makes both amounts match.',
  playbook: `Find out which amount is right before anything ships.

- **Overpaid:** refund the excess.
- **Underpaid by a few cents:** a lead can accept the difference.
- **Underpaid by more:** ask the customer.`,
})
