import { defineKind, MINUTE, SLA } from '../kind'

export const notificationFailed = defineKind({
  code: 'notification_failed',
  stage: 'auto',
  retry: { delaysSeconds: [5 * MINUTE, 5 * MINUTE, 5 * MINUTE], jitter: 0.1 },
  severity: 'low',
  slaMinutes: SLA.low,
  title: 'Customer email bounced',
  shortCause: 'email bounced',
  explanation: 'The customer did not receive our email. Their email address may be misspelled.',
  actions: ['correct_email', 'resend', 'ignore'],
  closesWhen: 'The email is accepted on a later attempt.',
  playbook: `The order itself is fine. Look for a typo in the email address (gmial.com, a missing letter) and correct it; the email is sent again. When you find none, ignore the exception: the customer sees the order in the storefront.`,
})
