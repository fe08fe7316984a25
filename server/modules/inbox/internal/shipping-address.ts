import type { Executor } from '@/db/client'
import { saveEditedAddress } from '@/db/queries/orders/order-addresses'
import { listOrderAddresses, type OrderAddressRow } from '@/db/queries/orders/order-parts'
import type { OrderRow } from '@/db/queries/orders/orders'
import { addressProblems } from '@/domain/address/address-fields'
import type { AddressInput } from '@/domain/address/address-input'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import { refreshSearchText } from '@/server/modules/orders/refresh-search-text'
import type { UnitOfWork } from '@/server/unit-of-work'

export type LabelAddress = ReturnType<typeof parseAddress>

/**
 * Returns the address as it is printed on a label.
 * @throws AppError bad_input with `fields`, by the rules of the destination's country
 */
export function parseAddress(given: AddressInput) {
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

/** Returns the province's code if it was entered as one. An unchanged province keeps its code. */
export function provinceCodeOf(
  province: string | null,
  before?: { province: string | null; provinceCode: string | null },
): string | null {
  if (province && before?.province === province) return before.provinceCode
  return province && /^[A-Za-z]{2,3}$/.test(province) ? province.toUpperCase() : null
}

export async function findShippingAddress(
  tx: Executor,
  order: OrderRow,
): Promise<OrderAddressRow | undefined> {
  return (await listOrderAddresses(tx, order.id)).find(({ kind }) => kind === 'shipping')
}

/** Saves a corrected shipping address. Later storefront updates do not overwrite it. */
export async function saveShippingAddress(
  uow: UnitOfWork,
  order: OrderRow,
  address: LabelAddress,
  before: OrderAddressRow | undefined,
): Promise<void> {
  const provinceCode = provinceCodeOf(address.province, before)
  await saveEditedAddress(uow.tx, order.id, 'shipping', { ...address, provinceCode }, uow.now)
  await refreshSearchText(uow, order)
}

/** Returns the shipping address as the input of a form. */
export async function readAddressInput(tx: Executor, order: OrderRow): Promise<AddressInput> {
  const address = await findShippingAddress(tx, order)
  const text = (value: string | null | undefined) => value ?? ''
  return {
    name: text(address?.name),
    company: text(address?.company),
    address1: text(address?.address1),
    address2: text(address?.address2),
    city: text(address?.city),
    province: text(address?.province ?? address?.provinceCode),
    postalCode: text(address?.postalCode),
    countryCode: text(address?.countryCode),
    phone: text(address?.phone),
  }
}

/** Saves a shipping address if it changed. @throws AppError as `parseAddress` */
export async function saveAddressInput(
  uow: UnitOfWork,
  order: OrderRow,
  given: AddressInput,
): Promise<void> {
  // An unchanged address is not validated here: the step reports what is wrong with it.
  const current = await readAddressInput(uow.tx, order)
  if (JSON.stringify(current) === JSON.stringify(given)) return
  const before = await findShippingAddress(uow.tx, order)
  await saveShippingAddress(uow, order, parseAddress(given), before)
}
