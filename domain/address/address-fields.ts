import { isPostalCode, postalCodeExample } from './postal-codes'

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

/** The fields of an address that a person fills in; `province` by its name. */
export const ADDRESS_FIELDS = [
  'name',
  'company',
  'address1',
  'address2',
  'city',
  'province',
  'postalCode',
  'countryCode',
  'phone',
] as const
export type AddressField = (typeof ADDRESS_FIELDS)[number]

/** What people call the fields. */
export const ADDRESS_LABELS: Readonly<Record<AddressField, string>> = {
  name: 'Name',
  company: 'Company',
  address1: 'Street and house',
  address2: 'Flat, floor, extra line',
  city: 'City',
  province: 'State or province',
  postalCode: 'Postal code',
  countryCode: 'Country',
  phone: 'Phone',
}

/** "Held only emoji and is empty now: street and house." */
export function emptiedLabels(fields: readonly string[]): string {
  const names = fields.map((field) => ADDRESS_LABELS[field as AddressField] ?? field)
  return `Held only emoji and is empty now: ${names.join(', ').toLowerCase()}.`
}

/** Whether a label to this country takes the field. Of name and company one is enough. */
export function isAddressFieldNeeded(field: AddressField, countryCode: string): boolean {
  switch (field) {
    case 'name':
    case 'address1':
    case 'countryCode':
      return true
    case 'city':
      return !WITHOUT_CITY.has(countryCode)
    case 'postalCode':
      return NEEDS_POSTAL_CODE.has(countryCode)
    default:
      return false
  }
}

/** ISO 3166-1 has a country of this code that parcels go to. */
export const isCountry = (code: string): boolean => COUNTRIES.has(code)

/** Every country and territory of ISO 3166-1, by its alpha-2 code, and Kosovo. */
export const COUNTRIES: ReadonlySet<string> = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS ' +
    'BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE ' +
    'EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM ' +
    'HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC ' +
    'LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA ' +
    'NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW ' +
    'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO ' +
    'TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
  ).split(' '),
)

/**
 * What is wrong with an address by the rules of its country, field by field and in words for the
 * person who fills it in; empty when nothing is. Whether it exists the carrier says.
 */
export function addressProblems(address: AddressFields): Partial<Record<AddressField, string>> {
  const problems: Partial<Record<AddressField, string>> = {}
  const { countryCode, postalCode } = address
  if (!isCountry(countryCode)) problems.countryCode = 'Choose the country.'
  const values = { ...address, name: `${address.name}${address.company ?? ''}` }
  for (const field of ['name', 'address1', 'city', 'postalCode'] as const) {
    if (isAddressFieldNeeded(field, countryCode) && !values[field]?.trim()) {
      problems[field] = MISSING[field]
    }
  }
  const code = postalCode?.trim()
  if (code && !isPostalCode(countryCode, code)) {
    problems.postalCode = `${code} is no postal code of this country: they look like ${postalCodeExample(countryCode)}.`
  }
  return problems
}

const MISSING = {
  name: 'Fill in a name or a company.',
  address1: 'Fill in a street or a house.',
  city: 'Fill in the city.',
  postalCode: 'Parcels to this country need a postal code.',
} as const
