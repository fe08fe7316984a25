import { defineKind, SLA } from '../kind'

export const webhookUnreadable = defineKind({
  code: 'webhook_unreadable',
  stage: 'engineer',
  retry: null,
  severity: 'high',
  slaMinutes: SLA.high,
  title: "Webhook couldn't be parsed",
  shortCause: 'webhook not parsed',
  explanation:
    'The webhook is stored as received, but its format or its numbers are invalid. Nothing of it was applied.',
  actions: ['replay', 'dismiss'],
  closesWhen: 'The same webhook is processed after a fix.',
  playbook: `Nothing of the webhook was applied. Find out what changed in it, fix the parser, deploy, then *Replay after a fix*. Dismiss only webhooks that can't matter, such as test messages.`,
})
