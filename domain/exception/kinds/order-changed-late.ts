import { defineKind, SLA } from '../kind'

export const orderChangedLate = defineKind({
  code: 'order_changed_late',
  stage: 'staff',
  retry: null,
  severity: 'high',
  slaMinutes: SLA.high,
  title: 'Order changed after it was shipped or refunded',
  shortCause: 'changed after shipping or refund',
  explanation:
    'The order here no longer matches the storefront. Compare both, then decide which version to keep.',
  actions: ['review_changes', 'accept_changes', 'ignore_changes'],
  closesWhen: 'The storefront reverts its change.',
  playbook: `The storefront changed an order that was already shipped or refunded. Compare both sides. Accept the changes when nothing more has to be shipped or refunded. Otherwise issue the refund or reshipment first.`,
})
