import { z } from 'zod'
import type { OrderEditFact } from '@/domain/order/storefront-facts'
import { externalId, list, timestamp, wholeNumber } from './payload-fields'

const change = z.object({ id: externalId, delta: wholeNumber })

/** The payload of `orders/edited`: the changes, not the whole order. */
export const orderEditPayload = z.object({
  order_edit: z.object({
    id: externalId,
    order_id: externalId,
    committed_at: timestamp.nullish(),
    created_at: timestamp.nullish(),
    line_items: z.object({ additions: list(change), removals: list(change) }).nullish(),
  }),
})

export type OrderEditPayload = z.output<typeof orderEditPayload>

/** Converts a Shopify order edit to our terms. `fallback.at` replaces missing times. */
export function mapOrderEdit(
  { order_edit: edit }: OrderEditPayload,
  fallback: { at: Date },
): OrderEditFact {
  const { additions = [], removals = [] } = edit.line_items ?? {}
  return {
    externalId: edit.id,
    orderExternalId: edit.order_id,
    committedAt: edit.committed_at ?? edit.created_at ?? fallback.at,
    deltas: [
      ...additions.map(({ id, delta }) => ({ lineExternalId: id, units: delta })),
      ...removals.map(({ id, delta }) => ({ lineExternalId: id, units: -delta })),
    ],
  }
}
