/** What became of a storefront message, in the order people filter by. */
export const DELIVERY_STATUSES = [
  'received',
  'processed',
  'waiting',
  'superseded',
  'unused',
  'unreadable',
] as const

export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]
