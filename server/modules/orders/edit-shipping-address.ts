import { z } from 'zod'
import { saveEditedAddress } from '@/db/queries/orders/order-addresses'
import { listOrderAddresses, type OrderAddressRow } from '@/db/queries/orders/order-parts'
import { ShipToInput } from '@/domain/address/ship-to-input'
import { addressEdited } from '@/domain/events/order-events'
import type { OrderId } from '@/domain/ids'
import { ADDRESS_PARTS } from '@/domain/order/order-snapshot'
import { staleVersion } from '@/server/errors'
import type { CommandContext } from '@/server/unit-of-work'
import { resumeUnblockedSteps } from '../steps/resume-unblocked-steps'
import { actOnOrder } from './act-on-order'
import { cleanAddress } from './clean-address'
import { refreshSearchText } from './refresh-search-text'

export const EditShippingAddressInput = z.object({
  orderId: z.uuid(),
  address: ShipToInput,
  /** The address's `version` that the user saw; 0 when the order had none. */
  version: z.int().min(0),
})
export type EditShippingAddressInput = z.infer<typeof EditShippingAddressInput>

type Fields = Pick<OrderAddressRow, (typeof ADDRESS_PARTS)[number]>

/**
 * Edits the shipping address until the label is bought. Later storefront snapshots do not overwrite
 * it, and an order blocked by its address is resumed.
 * @throws AppError forbidden, not_found, bad_input (fields missing), conflict (label bought, or
 * changed by someone else)
 */
export async function editShippingAddress(
  { orderId, address, version }: EditShippingAddressInput,
  context: CommandContext,
): Promise<{ orderId: OrderId; fields: string[] }> {
  const after = cleanAddress(address)
  return actOnOrder('editAddress', orderId, context, async (uow, { order }) => {
    const addresses = await listOrderAddresses(uow.tx, orderId)
    const before = addresses.find(({ kind }) => kind === 'shipping')
    if ((before?.version ?? 0) !== version)
      throw staleVersion('This address was changed by someone else. Reload it and try again.')
    const fields = ADDRESS_PARTS.filter((name) => (before?.[name] ?? '') !== (after[name] ?? ''))
    if (fields.length === 0 && !before?.emptiedFields.length) return { orderId, fields }
    await saveEditedAddress(uow.tx, orderId, 'shipping', after, uow.now)
    await refreshSearchText(uow, order)
    const data = { fields, before: pick(before, fields), after: pick(after, fields) }
    uow.record(addressEdited({ orderId, ...data }))
    await resumeUnblockedSteps(uow, order, 'order')
    return { orderId, fields }
  })
}

function pick(address: Fields | undefined, names: readonly (keyof Fields)[]) {
  return Object.fromEntries(names.map((name) => [name, address?.[name] ?? '']))
}
