import type { AddressSnapshot } from '@/domain/order/order-snapshot'
import { cleanText } from '@/domain/text/clean-text'
import type { AddressPayload } from './order-payload'

type Field = Exclude<keyof AddressSnapshot, 'emptiedFields'>

/** Converts an address, removing emoji only. `emptiedFields` lists fields that were only emoji. */
export function mapAddress(payload: AddressPayload | null | undefined): AddressSnapshot | null {
  if (!payload) return null
  const emptiedFields: string[] = []
  const clean = (field: Field, raw: string | null | undefined): string => {
    const { text, wasOnlyEmoji } = cleanText(raw ?? '')
    if (wasOnlyEmoji) emptiedFields.push(field)
    return text.trim()
  }
  const optional = (field: Field, raw: string | null | undefined) => clean(field, raw) || null
  return {
    name: clean('name', nameOf(payload)),
    company: optional('company', payload.company),
    address1: clean('address1', payload.address1),
    address2: optional('address2', payload.address2),
    city: clean('city', payload.city),
    province: optional('province', payload.province),
    provinceCode: optional('provinceCode', payload.province_code),
    postalCode: optional('postalCode', payload.zip),
    countryCode: countryOf(payload.country_code),
    phone: optional('phone', payload.phone),
    emptiedFields,
  }
}

/** Returns an uppercase ISO 3166-1 alpha-2 code; '' for anything else. */
export function countryOf(raw: string | null | undefined): string {
  const code = raw?.trim().toUpperCase() ?? ''
  return /^[A-Z]{2}$/.test(code) ? code : ''
}

function nameOf({ name, first_name, last_name }: AddressPayload): string {
  return name?.trim() ? name : joinNames(first_name, last_name)
}

/** Joins first and last name, either of which may be missing. */
export function joinNames(first: string | null | undefined, last: string | null | undefined) {
  return [first, last].flatMap((part) => part?.trim() || []).join(' ')
}
