/** What a label takes at least, as an order's address keeps it. */
export type AddressFields = {
  name: string
  company?: string | null | undefined
  address1: string
  city: string
  postalCode?: string | null | undefined
  /** ISO 3166-1 alpha-2. */
  countryCode: string
}

/**
 * Countries that deliver nothing without a postal code, and places so small that they have no
 * city in their addresses. Source: Google's address data (field `require`), see
 * https://github.com/google/libaddressinput. Where a code exists but is optional it is not asked
 * for: refusing a good address costs more than a label without the code.
 */
const NEEDS_POSTAL_CODE = new Set(
  (
    'AS AT AU AX BE BL BR CA CH CN CZ DE DK EE ES FI FK FM FR GB GF GG GL GP GR GS GU HU IM IN ' +
    'IO IT JE JP KR LI LT LU MF MH MP MQ MX MY NC NL NO NZ PF PL PM PN PR PT PW RE RO RU SE SG ' +
    'SH SJ SK SM TC TR TW UA US VI WF YT ZA'
  ).split(' '),
)
const WITHOUT_CITY = new Set('AD AG GI HK KY MO NR SG SM VG'.split(' '))

/**
 * Names, in words, the fields without which no carrier takes a parcel; empty when all are there.
 * It says nothing about whether the address exists: that is the carrier's answer to give.
 */
export function missingAddressFields(address: AddressFields): string[] {
  const country = address.countryCode.trim().toUpperCase()
  const needs: [isNeeded: boolean, value: string | null | undefined, words: string][] = [
    [true, `${address.name}${address.company ?? ''}`, 'a name'],
    [true, address.address1, 'a street or house'],
    [!WITHOUT_CITY.has(country), address.city, 'a city'],
    [NEEDS_POSTAL_CODE.has(country), address.postalCode, 'a postal code'],
    [true, country, 'a country'],
  ]
  return needs.filter(([isNeeded, value]) => isNeeded && !value?.trim()).map(([, , words]) => words)
}
