import { z } from 'zod'
import { missingAddressFields } from '@/server/domain/address-fields'
import { cleanText } from '@/server/domain/text'
import { AppError } from '@/server/errors'
import {
  IdempotencyKey,
  LinesInput,
  NoteInput,
  OrderIdInput,
  UnitsInput,
} from '../refunds/refund-input'

const Field = z.string().trim().max(200, 'That is longer than a label has room for.')

export const ShipToInput = z.object({
  name: Field,
  company: Field.optional(),
  address1: Field,
  address2: Field.optional(),
  city: Field,
  province: Field.optional(),
  provinceCode: Field.optional(),
  postalCode: Field.optional(),
  countryCode: z.string().regex(/^[A-Za-z]{2}$/, 'A country has two letters, such as DE.'),
  phone: Field.optional(),
})
export type ShipToInput = z.infer<typeof ShipToInput>

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

/**
 * An address as it goes on the label.
 * @throws AppError bad_input that names what is missing
 */
export function cleanAddress(shipTo: ShipToInput) {
  const clean = (text: string | undefined) => (text ? cleanText(text).text || null : null)
  const address = {
    name: clean(shipTo.name) ?? '',
    company: clean(shipTo.company),
    address1: clean(shipTo.address1) ?? '',
    address2: clean(shipTo.address2),
    city: clean(shipTo.city) ?? '',
    province: clean(shipTo.province),
    provinceCode: clean(shipTo.provinceCode),
    postalCode: clean(shipTo.postalCode),
    countryCode: shipTo.countryCode.toUpperCase(),
    phone: clean(shipTo.phone),
  }
  const missing = missingAddressFields(address)
  if (missing.length === 0) return address
  throw new AppError('bad_input', `The address lacks ${missing.join(', ')}.`)
}
