import { defineKind, SLA } from '../kind'

export const paymentDeclined = defineKind({
  code: 'payment_declined',
  stage: 'staff',
  retry: null,
  severity: 'normal',
  slaMinutes: SLA.normal,
  title: 'Card declined',
  shortCause: 'card declined',
  explanation:
    "The customer's bank declined the charge and no money was taken. Ask the customer for another payment method, or retry when they say it will work.",
  actions: [
    'send_payment_link',
    { code: 'retry_now', label: 'Retry' },
    'mark_paid',
    'cancel_order',
  ],
  closesWhen: 'The customer pays through the link, or the storefront reports the order as paid.',
  playbook: `The bank declined the charge. No money was taken.

- **Insufficient funds, or the card was used too often:** send a payment link. Retrying on the same day rarely helps.
- **Expired card or incorrect details:** send a payment link so that the customer can use another card.
- **Stolen card, lost card or suspected fraud:** do not share the bank's reason with the customer. Cancel the order when in doubt.

No answer after three days: cancel the order.`,
})
