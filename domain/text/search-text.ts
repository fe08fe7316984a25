import { normalize } from './normalize'

/** What a search of the order list finds an order by. */
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

/** An order of thousands of lines is found by its first ones. */
const MAX_CHARACTERS = 4_000

/** Fewer digits are no telephone number that anybody searches for. */
const MIN_DIGITS = 6

/**
 * The text that the order list searches in: lower case, NFC, every part once. Telephone numbers
 * stand in it as digits too, because everybody groups them differently.
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

/** The digits of what is written like a telephone number; undefined for anything else. */
export function phoneDigits(text: string): string | undefined {
  if (!/^\+?[\d\s().\-/]+$/.test(text)) return undefined
  const digits = text.replace(/\D/g, '')
  return digits.length >= MIN_DIGITS ? digits : undefined
}
