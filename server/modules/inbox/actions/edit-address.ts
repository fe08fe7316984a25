import { z } from 'zod'
import { saveEditedAddress } from '@/db/queries/orders/order-addresses'
import { listOrderAddresses } from '@/db/queries/orders/order-parts'
import { addressProblems } from '@/domain/address/address-fields'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { ExceptionTarget } from '@/server/modules/exceptions/triage'
import { refreshSearchText } from '@/server/modules/orders/refresh-search-text'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException, orderOf } from '../internal/act-on-exception'
import { sendOn } from '../internal/resume-order-after-action'

const Field = z.string().trim().max(200, 'That is longer than a label has room for.')

/** An address as a person filled it in. Fields that are empty are left out of the label. */
export const AddressInput = z.object({
  name: Field,
  company: Field.default(''),
  address1: Field,
  address2: Field.default(''),
  city: Field,
  province: Field.default(''),
  postalCode: Field.default(''),
  countryCode: z.string().trim().toUpperCase().max(2),
  phone: Field.default(''),
})
export type AddressInput = z.infer<typeof AddressInput>

export const EditAddressInput = ExceptionTarget.extend({
  address: AddressInput,
  /** `version` of the address that the person saw; refused when it was changed since. */
  addressVersion: z.number().int().optional(),
})
export type EditAddressInput = z.infer<typeof EditAddressInput>

/**
 * Corrects where the parcel goes, by the rules of the destination's country, and sends the order on.
 * @throws AppError bad_input with `fields`, what is wrong with each; and as `actOnException`
 */
export async function editAddress(
  { address: given, addressVersion, ...target }: EditAddressInput,
  context: CommandContext,
): Promise<ActionTaken> {
  const address = readAddress(given)
  return actOnException('edit_address', target, context, async (uow, subject) => {
    const order = orderOf(subject)
    const addresses = await listOrderAddresses(uow.tx, order.id)
    const before = addresses.find(({ kind }) => kind === 'shipping')
    if (addressVersion !== undefined && before && before.version !== addressVersion) {
      throw new AppError('conflict', 'The address was changed meanwhile. Look at the new one.')
    }
    const edited = { ...address, provinceCode: provinceCodeOf(address.province, before) }
    await saveEditedAddress(uow.tx, order.id, 'shipping', edited, uow.now)
    await refreshSearchText(uow, order)
    await sendOn(uow, subject, 'the address was corrected')
    const changed = (Object.keys(address) as (keyof typeof address)[]).filter(
      (field) => (before?.[field] ?? null) !== address[field],
    )
    return { end: 'settled', data: { changed } }
  })
}

/**
 * The address as it goes on the label.
 * @throws AppError bad_input with `fields`
 */
export function readAddress(given: AddressInput) {
  const clean = (text: string) => cleanText(text).text.trim()
  const address = {
    name: clean(given.name),
    company: clean(given.company) || null,
    address1: clean(given.address1),
    address2: clean(given.address2) || null,
    city: clean(given.city),
    province: clean(given.province) || null,
    postalCode: clean(given.postalCode) || null,
    countryCode: given.countryCode,
    phone: clean(given.phone) || null,
  }
  const fields = addressProblems(address)
  const [first] = Object.values(fields)
  if (first) throw new AppError('bad_input', first, { fields })
  return address
}

/** A province is written by its code where it is one; one that stays as it was keeps its own. */
export function provinceCodeOf(
  province: string | null,
  before?: { province: string | null; provinceCode: string | null },
): string | null {
  if (province && before?.province === province) return before.provinceCode
  return province && /^[A-Za-z]{2,3}$/.test(province) ? province.toUpperCase() : null
}
