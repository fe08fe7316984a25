import { missingAddressFields } from '@/domain/address/address-fields'
import type { ShipToInput } from '@/domain/address/ship-to-input'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'

/**
 * Returns the address as printed on the label.
 * @throws AppError bad_input with the missing fields
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
  throw new AppError('bad_input', `The address is missing: ${missing.join(', ')}.`)
}
