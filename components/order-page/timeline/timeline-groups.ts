import { textIn } from '@/domain/events/sentence-parts'
import type { TimelineEvent } from '../order-data'

export type TimelineGroup = 'people' | 'steps' | 'storefront'

/** Returns the filter group of an event, by its actor. */
export function timelineGroup({ actorKind }: TimelineEvent): TimelineGroup {
  if (actorKind === 'person') return 'people'
  return actorKind === 'storefront' ? 'storefront' : 'steps'
}

/** Whether the event is about payments, refunds or gift cards. */
export function isAboutMoney({ type, data }: TimelineEvent): boolean {
  if (/^(payment|payment_link|refund|dispute|gift_card)\./.test(type)) return true
  return /^step\./.test(type) && textIn(data, 'step') === 'capture'
}

/** Whether the event reports a failure; the timeline highlights it. */
export function isFailure({ type }: TimelineEvent): boolean {
  return /^exception\.(opened|failed_again|escalated)$/.test(type)
}
