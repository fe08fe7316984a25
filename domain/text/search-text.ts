import { normalize } from './normalize'

/** The fields that the order search covers. */
export type Searchable = {
  name: string
  externalId: string
  customerName: string
  email: string | null
  phone: string | null
  addresses: readonly SearchableAddress[]
  lines: readonly { sku: string | null; title: string; variantTitle: string | null }[]
}

type SearchableAddress = {
  name: string
  company: string | null
  address1: string
  address2: string | null
  city: string
  postalCode: string | null
  phone: string | null
}

/** Only the first lines of very large orders are searchable. */
const MAX_CHARACTERS = 4_000

/** The minimum digits of a phone number. */
const MIN_DIGITS = 6

/**
 * Returns an order's search text: lower case, NFC, each part once. Phone numbers are also included
 * as digits only, because people group them differently.
 */
export function searchTextOf(order: Searchable): string {
  const { name, externalId, customerName, email, phone, addresses, lines } = order
  const phones = [phone, ...addresses.map((address) => address.phone)]
  const parts = [
    ...[name, externalId, customerName, email],
    ...phones.flatMap((number) => [number, phoneDigits(number ?? '') ?? null]),
    ...addresses.flatMap((at) => [
      ...[at.name, at.company, at.address1, at.address2, at.city, at.postalCode],
    ]),
    ...lines.flatMap(({ sku, title, variantTitle }) => [sku, title, variantTitle]),
  ]
  const words = parts.flatMap((part) => (part && normalize(part).toLowerCase().trim()) || [])
  return [...new Set(words)].join(' ').slice(0, MAX_CHARACTERS)
}

/** Returns the digits of a text that looks like a phone number; otherwise undefined. */
export function phoneDigits(text: string): string | undefined {
  if (!/^\+?[\d\s().\-/]+$/.test(text)) return undefined
  const digits = text.replace(/\D/g, '')
  return digits.length >= MIN_DIGITS ? digits : undefined
}
