/** The statuses of a webhook, in the order of the filter. */
export const WEBHOOK_STATUSES = [
  'received',
  'processed',
  'waiting',
  'superseded',
  'unused',
  'unreadable',
] as const

export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number]
