import { z } from 'zod'
import type { OrderEditFact } from '@/domain/order/storefront-facts'
import { externalId, list, moment, whole } from './payload-fields'

const change = z.object({ id: externalId, delta: whole })

/** `orders/edited` carries what changed, not the order. */
export const orderEditPayload = z.object({
  order_edit: z.object({
    id: externalId,
    order_id: externalId,
    committed_at: moment.nullish(),
    created_at: moment.nullish(),
    line_items: z.object({ additions: list(change), removals: list(change) }).nullish(),
  }),
})

export type OrderEditPayload = z.output<typeof orderEditPayload>

/** A Shopify order edit in our terms. `otherwise.at` is used where it names no time. */
export function mapOrderEdit(
  { order_edit: edit }: OrderEditPayload,
  otherwise: { at: Date },
): OrderEditFact {
  const { additions = [], removals = [] } = edit.line_items ?? {}
  return {
    externalId: edit.id,
    orderExternalId: edit.order_id,
    committedAt: edit.committed_at ?? edit.created_at ?? otherwise.at,
    deltas: [
      ...additions.map(({ id, delta }) => ({ lineExternalId: id, units: delta })),
      ...removals.map(({ id, delta }) => ({ lineExternalId: id, units: -delta })),
    ],
  }
}
