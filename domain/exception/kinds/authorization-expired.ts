import { defineKind, SLA } from '../kind'

export const authorizationExpired = defineKind({
  code: 'authorization_expired',
  stage: 'staff',
  retry: null,
  severity: 'normal',
  slaMinutes: SLA.normal,
  title: 'Authorization expired',
  shortCause: 'authorization expired',
  explanation:
    'The bank holds the money for a limited time, and that time is over. No money was taken. The customer has to pay again.',
  actions: ['send_payment_link', 'cancel_order'],
  closesWhen: 'The customer pays through the link, or the storefront reports the order as paid.',
  playbook: `The authorization expired, so the bank no longer holds the money.

1. Send a payment link and explain that the order ships once it is paid.
2. No payment after three days: cancel the order.`,
})
