import { z } from 'zod'
import {
  IdempotencyKey,
  LinesInput,
  NoteInput,
  OrderIdInput,
  UnitsInput,
} from '../orders/order-inputs'
import { cleanAddress, ShipToInput } from '../orders/ship-to-input'

export const ReshipmentInput = z.object({
  orderId: OrderIdInput,
  lines: LinesInput(z.object({ lineId: z.string().max(100), quantity: UnitsInput })),
  /** A corrected address; without it the order's own. */
  shipTo: ShipToInput.optional(),
  /** Why a lead sends units again that were sent again before. */
  overrideReason: NoteInput.optional(),
  note: NoteInput.default(''),
  notify: z.boolean().default(false),
})
export type ReshipmentInput = z.infer<typeof ReshipmentInput>

export const IssueReshipmentInput = ReshipmentInput.extend({
  idempotencyKey: IdempotencyKey,
  /** `revision` of the preview that the person saw; refused when the order has changed since. */
  revision: z.string().max(100).optional(),
})
export type IssueReshipmentInput = z.infer<typeof IssueReshipmentInput>

/** The corrected address as it goes on the label; null: the order's own. */
export const cleanShipTo = (shipTo: ShipToInput | undefined) =>
  shipTo ? cleanAddress(shipTo) : null
