import { type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { parseAsUuid } from '@/components/data-table/parse-as-uuid'
import { MAX_SEARCH_LENGTH } from '@/domain/order/order-views'
import { WEBHOOK_STATUSES } from '@/domain/webhook/webhook-status'

/** URL parsers of the webhooks list's complete state. */
export const WEBHOOK_LIST_URL = {
  q: parseAsString.withDefault(''),
  topic: parseAsString,
  status: parseAsStringLiteral(WEBHOOK_STATUSES),
  shop: parseAsString,
  after: parseAsUuid,
  before: parseAsUuid,
}

export type WebhookListState = inferParserType<typeof WEBHOOK_LIST_URL>

/** Returns the query input for this state. The server prefetches with the same input as the browser. */
export function webhookListInput(state: WebhookListState) {
  const { q, topic, status, shop, after, before } = state
  return {
    search: q.trim().slice(0, MAX_SEARCH_LENGTH),
    ...(topic !== null && { topic }),
    ...(status !== null && { status }),
    ...(shop !== null && { shopDomain: shop }),
    ...(after !== null && { after }),
    ...(after === null && before !== null && { before }),
  }
}

/** Returns true if a search or any filter is set. */
export function isFiltered({ q, topic, status, shop }: WebhookListState): boolean {
  return q.trim() !== '' || topic !== null || status !== null || shop !== null
}
