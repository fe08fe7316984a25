import { staleVersion } from '@/server/errors'
import { type ActionHandler, requireOrder } from '../internal/action-handler'
import { resumeAfterAction } from '../internal/resume-order-after-action'
import {
  findShippingAddress,
  parseAddress,
  saveShippingAddress,
} from '../internal/shipping-address'

/**
 * Corrects the shipping address and resumes the order.
 * @throws AppError bad_input with `fields`; conflict when the address changed since it was read
 */
export const editAddress: ActionHandler<'edit_address'> = async (
  uow,
  subject,
  { address: given, addressVersion },
) => {
  const order = requireOrder(subject)
  const address = parseAddress(given)
  const before = await findShippingAddress(uow.tx, order)
  if (addressVersion !== undefined && before && before.version !== addressVersion) {
    throw staleVersion('The address has changed. Review the new address.')
  }
  await saveShippingAddress(uow, order, address, before)
  await resumeAfterAction(uow, subject, 'the address was corrected')
  const changed = (Object.keys(address) as (keyof typeof address)[]).filter(
    (field) => (before?.[field] ?? null) !== address[field],
  )
  return { outcome: 'resolved', data: { changed } }
}
