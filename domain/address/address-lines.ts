/** A postal address as stored on an order. */
export type PostalAddress = {
  name: string
  company: string | null
  address1: string
  address2: string | null
  city: string
  province: string | null
  provinceCode: string | null
  postalCode: string | null
  /** ISO 3166-1 alpha-2. */
  countryCode: string
}

/**
 * Address formats of countries: N name, O company, A street lines, C city, S province, s its code, Z
 * postal code, | a new line. Source: Google's address data (field `fmt`, or `lfmt` for Latin script),
 * https://github.com/google/libaddressinput.
 */
const CITY_THEN_CODE = 'N|O|A|C|Z'
const CODE_THEN_CITY = 'N|O|A|Z C'
const FORMATS: [format: string, countries: string][] = [
  [
    CODE_THEN_CITY,
    'AD AL AM AT AX BA BE BG BL CH CY CZ DE DK EE ET FI FO FR GE GF GL GP GR HR IL IS KG LI LT LU LV MA MC MD ME MF MG MK MQ NC NL NO PF PL PM PT PY RE RO RS SE SI SJ SK SM SN TJ TN UY VA WF XK YT',
  ],
  ['N|O|A|C, s Z', 'US PR GU VI AS MP UM'],
  ['N|O|A|C s Z', 'CA AU'],
  [CITY_THEN_CODE, 'GB GG GI IM JE FK GS IO PN SH TC HU KE LK BN'],
  ['N|O|A|Z C|S', 'ES EC VE'],
  ['N|O|A|Z C s', 'IT'],
  ['N|O|A|C|S|Z', 'IE UA EG RU CO NI PA BY'],
  ['N|O|A|Z C/S', 'TR'],
  ['N|O|A|C-s|Z', 'BR'],
  ['N|O|A|Z C, S', 'MX CR'],
  ['N|O|A|C Z|S', 'IN TH PK'],
  ['N|O|A|C Z', 'NZ SG SA JO LB KH BH BD NP MM'],
  ['N|O|A|C, S Z', 'KR TW CN PH'],
  ['N|O|A|C, S|Z', 'JP'],
  ['N|O|A|C|S', 'HK AE OM JM BS KY'],
]

/** Formats for addresses in the country's own script, from the largest unit to the smallest. */
const OWN_SCRIPT_FORMATS: Record<string, string> = {
  JP: '〒Z|S C|A|O|N',
  CN: 'Z|S C|A|O|N',
  TW: 'Z|S C|A|O|N',
  HK: 'S|C|A|O|N',
  MO: 'A|O|N',
  KR: 'S C|A|O|N|Z',
}

const FORMAT_OF = new Map(
  FORMATS.flatMap(([format, countries]) =>
    countries.split(' ').map((country): [string, string] => [country, format]),
  ),
)
const FALLBACK = 'N|O|A|C S Z'
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/**
 * Returns the lines of an address in its country's format, without the country name. Fields that the
 * format doesn't contain are appended, so no entered field is lost.
 */
export function addressLines(address: PostalAddress): string[] {
  const fields = fieldsOf(address)
  const format = formatFor(address)
  const province = /[Ss]/.test(format) ? [] : fields.S
  const remaining = [...province, ...(format.includes('Z') ? [] : fields.Z)]
  const lines = format.split('|').flatMap((line) => fill(line, fields))
  return [...lines, ...remaining, ...(format.includes('C') ? [] : fields.C)]
}

function formatFor({ countryCode, address1, city }: PostalAddress): string {
  const own = EAST_ASIAN.test(address1 + city) ? OWN_SCRIPT_FORMATS[countryCode] : undefined
  return own ?? FORMAT_OF.get(countryCode) ?? FALLBACK
}

type Fields = Record<'N' | 'O' | 'A' | 'C' | 'S' | 's' | 'Z', string[]>

/** Returns the lines of each field; none when it is empty. */
function fieldsOf(address: PostalAddress): Fields {
  const { province, provinceCode } = address
  const filled = (...values: (string | null)[]) => values.filter((value) => value) as string[]
  return {
    N: filled(address.name),
    O: filled(address.company),
    A: filled(address.address1, address.address2),
    C: filled(address.city),
    S: filled(province || provinceCode),
    s: filled(provinceCode || province),
    Z: filled(address.postalCode),
  }
}

/** Fills a line's format; drops the punctuation next to an empty field. */
function fill(line: string, fields: Fields): string[] {
  if (line in fields) return fields[line as keyof Fields]
  let text = ''
  let separator = ''
  for (const part of line.match(/[NOACSsZ]|[^NOACSsZ]+/g) ?? []) {
    const value = part in fields ? fields[part as keyof Fields].join(', ') : undefined
    if (value === undefined) separator = part
    else if (value !== '') {
      const isMark = separator === '〒'
      text += text === '' && !isMark ? value : separator + value
      separator = ''
    }
  }
  return text === '' ? [] : [text]
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u

/** Returns the text direction of an address: right to left if any of its lines is. */
export function directionOf(lines: readonly string[]): 'rtl' | 'ltr' {
  return lines.some((line) => RIGHT_TO_LEFT.test(line)) ? 'rtl' : 'ltr'
}
