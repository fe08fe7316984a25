/** What a search of the order list finds an order by. */
export type Searchable = {
  name: string
  externalId: string
  customerName: string
  email: string | null
  phone: string | null
  /** Names on the addresses. */
  addressNames: readonly string[]
}

/** The text that the order list searches in: lower case, NFC, every name once. */
export function searchTextOf(order: Searchable): string {
  const { name, externalId, customerName, email, phone, addressNames } = order
  const parts = [name, externalId, customerName, email, phone, ...addressNames]
  const words = parts.flatMap((part) => part?.normalize('NFC').toLowerCase().trim() || [])
  return [...new Set(words)].join(' ')
}
