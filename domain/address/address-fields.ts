import { isPostalCode, postalCodeExample } from './postal-codes'

/** The address fields that a shipping label requires. */
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
 * Countries that require a postal code, and places whose addresses have no city. Source: Google's
 * address data (field `require`), https://github.com/google/libaddressinput. Optional postal codes
 * aren't required here: rejecting a valid address costs more than a label without the code.
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
 * Returns the missing fields that carriers require, in words; empty when the address is complete.
 * Doesn't check whether the address exists: the carrier does.
 */
export function missingAddressFields(address: AddressFields): string[] {
  const country = address.countryCode.trim().toUpperCase()
  const needs: [isNeeded: boolean, value: string | null | undefined, label: string][] = [
    [true, `${address.name}${address.company ?? ''}`, 'a name'],
    [true, address.address1, 'a street address'],
    [!WITHOUT_CITY.has(country), address.city, 'a city'],
    [NEEDS_POSTAL_CODE.has(country), address.postalCode, 'a postal code'],
    [true, country, 'a country'],
  ]
  return needs.filter(([isNeeded, value]) => isNeeded && !value?.trim()).map(([, , label]) => label)
}

/** The address fields of a form; `province` by its name. */
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

/** Field labels. */
export const ADDRESS_LABELS: Readonly<Record<AddressField, string>> = {
  name: 'Name',
  company: 'Company',
  address1: 'Street address',
  address2: 'Apartment, suite, etc.',
  city: 'City',
  province: 'State or province',
  postalCode: 'Postal code',
  countryCode: 'Country',
  phone: 'Phone',
}

/** Returns e.g. "Empty after removing emoji: street address." */
export function emptiedFieldsMessage(fields: readonly string[]): string {
  const names = fields.map((field) => ADDRESS_LABELS[field as AddressField] ?? field)
  return `Empty after removing emoji: ${names.join(', ').toLowerCase()}.`
}

/** True when labels to this country require the field. Either name or company is enough. */
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
 * Returns validation messages per field by the rules of the country; empty when the address is valid.
 * Doesn't check whether the address exists: the carrier does.
 */
export function addressProblems(address: AddressFields): Partial<Record<AddressField, string>> {
  const problems: Partial<Record<AddressField, string>> = {}
  const { countryCode, postalCode } = address
  if (!isCountry(countryCode)) problems.countryCode = 'Select a country.'
  const values = { ...address, name: `${address.name}${address.company ?? ''}` }
  for (const field of ['name', 'address1', 'city', 'postalCode'] as const) {
    if (isAddressFieldNeeded(field, countryCode) && !values[field]?.trim()) {
      problems[field] = MISSING[field]
    }
  }
  const code = postalCode?.trim()
  if (code && !isPostalCode(countryCode, code)) {
    problems.postalCode = `${code} isn't a valid postal code in this country. Example: ${postalCodeExample(countryCode)}.`
  }
  return problems
}

const MISSING = {
  name: 'Enter a name or company.',
  address1: 'Enter a street address.',
  city: 'Enter a city.',
  postalCode: 'Enter a postal code. This country requires one.',
} as const
