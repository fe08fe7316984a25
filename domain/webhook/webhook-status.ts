/** What became of a storefront message, in the order people filter by. */
export const WEBHOOK_STATUSES = [
  'received',
  'processed',
  'waiting',
  'superseded',
  'unused',
  'unreadable',
] as const

export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number]
