import { z } from 'zod'
import { ShipToInput } from '@/domain/address/ship-to-input'
import { NoteInput } from '@/domain/text/text-inputs'
import { cleanAddress } from '../orders/clean-address'
import { IdempotencyKey, LinesInput, OrderIdInput, UnitsInput } from '../orders/order-inputs'

export const ReshipmentInput = z.object({
  orderId: OrderIdInput,
  lines: LinesInput(z.object({ lineId: z.string().max(100), quantity: UnitsInput })),
  /** A corrected address; omitted: the order's shipping address. */
  shipTo: ShipToInput.optional(),
  /** Why a lead reships units that were already reshipped. */
  overrideReason: NoteInput.optional(),
  note: NoteInput.default(''),
  notify: z.boolean().default(false),
})
export type ReshipmentInput = z.infer<typeof ReshipmentInput>

export const IssueReshipmentInput = ReshipmentInput.extend({
  idempotencyKey: IdempotencyKey,
  /** The `revision` of the preview; the request fails if the order changed after it. */
  revision: z.string().max(100).optional(),
})
export type IssueReshipmentInput = z.infer<typeof IssueReshipmentInput>

/** Returns the corrected address for the label; null: the order's shipping address. */
export const cleanShipTo = (shipTo: ShipToInput | undefined) =>
  shipTo ? cleanAddress(shipTo) : null
