/** A place by ISO 3166-1 alpha-2 code; the postal code identifies territories outside the area. */
export type Place = { countryCode: string; postalCode?: string | null | undefined }

/**
 * Areas within which parcels need no customs declaration, by name.
 * EU with Monaco: https://taxation-customs.ec.europa.eu/territorial-status-eu-countries-and-certain-territories_en
 * Switzerland with Liechtenstein: customs treaty of 1923. Isle of Man: Customs and Excise
 * Agreement of 1979. Puerto Rico: customs territory of the United States, 19 CFR 101.1.
 * Other customs unions (Andorra, San Marino, Türkiye, the Gulf, southern Africa, Eurasia) still
 * require declarations at their borders and are excluded on purpose.
 */
const AREAS: Readonly<Record<string, readonly string[]>> = {
  EU: 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MC MT NL PL PT RO SE SI SK'.split(
    ' ',
  ),
  Switzerland: ['CH', 'LI'],
  'United Kingdom': ['GB', 'IM'],
  'United States': ['US', 'PR'],
}

const AREA_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(AREAS).flatMap(([area, countries]) => countries.map((code) => [code, area])),
)

/**
 * Territories that share a country code but are outside its customs or VAT area, so that parcels need
 * a declaration: the Canaries, Ceuta and Melilla; Heligoland and Büsingen;
 * Livigno and Campione; Mount Athos; Åland; the French overseas departments and territories under FR; and
 * under US the military post offices and the territories outside the customs territory.
 */
const OUTSIDE_BY_POSTAL_CODE: Readonly<Record<string, RegExp>> = {
  DE: /^(27498|78266)/,
  ES: /^(35|38|51|52)/,
  FI: /^22/,
  FR: /^(97\d|98[678])/,
  GR: /^63086/,
  IT: /^(22061|23041)/,
  US: /^(09|340|96[2-6]|96799|969|008)/,
}

/**
 * Returns whether a parcel needs customs data. A place without a country counts as abroad: an extra
 * declaration delays nothing, a missing one does.
 */
export function crossesBorder(from: Place, to: Place): boolean {
  const start = customsArea(from)
  return start === undefined || start !== customsArea(to)
}

/** Returns the scope of this parcel's duties: `domestic` when it crosses no customs border. */
export function dutyScope(from: Place, to: Place): 'domestic' | 'international' {
  return crossesBorder(from, to) ? 'international' : 'domestic'
}

/** Returns the name of the customs area, the country, or the country's outlying territory. */
function customsArea({ countryCode, postalCode }: Place): string | undefined {
  const country = countryCode.trim().toUpperCase()
  if (country === '') return undefined
  const code = postalCode?.replace(/[\s-]/g, '').replace(/^[A-Z]{1,2}(?=\d)/i, '') ?? ''
  const outlying = OUTSIDE_BY_POSTAL_CODE[country]?.exec(code)
  return outlying ? `${country} ${outlying[0]}` : (AREA_OF.get(country) ?? country)
}
