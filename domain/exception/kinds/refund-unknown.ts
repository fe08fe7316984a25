import { defineKind, MINUTE, SLA } from '../kind'

export const refundUnknown = defineKind({
  code: 'refund_unknown',
  stage: 'auto',
  retry: { delaysSeconds: [MINUTE, 5 * MINUTE, 15 * MINUTE], jitter: 0 },
  severity: 'critical',
  slaMinutes: SLA.critical,
  title: 'Refund status unknown',
  shortCause: 'refund status unknown',
  explanation:
    'The payment provider received the request, but its response was lost. The amount stays reserved. The refund is looked up and never sent again under another key.',
  actions: ['look_up_again', 'mark_refunded', 'mark_not_refunded'],
  closesWhen: 'The payment provider reports the outcome of the refund.',
  playbook: `**Do not refund again before you know the outcome.** The refund is looked up automatically. When the lookups find nothing, search for the refund in the payment provider's dashboard and mark it as done with its reference. Only a lead can mark it as not done.`,
})
