// To make a format takes far longer than to use it, and a table writes thousands of values: each is
// made once for its locale and options.
const numbers = new Map<string, Intl.NumberFormat>()
const dates = new Map<string, Intl.DateTimeFormat>()
const regions = new Map<string, Intl.DisplayNames>()

/** How numbers are written in a locale (BCP 47). */
export function numberFormat(
  locale: string,
  options: Intl.NumberFormatOptions = {},
): Intl.NumberFormat {
  return kept(numbers, locale, options, () => new Intl.NumberFormat(locale, options))
}

/** How moments are written in a locale (BCP 47). @throws RangeError for a time zone there is none of */
export function dateFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  return kept(dates, locale, options, () => new Intl.DateTimeFormat(locale, options))
}

/** What a country is called in a locale (BCP 47); what is no country's code, or has no name, as it is. */
export function regionName(code: string, locale: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  const names = kept(regions, locale, {}, () => new Intl.DisplayNames([locale], { type: 'region' }))
  return names.of(code) ?? code
}

function kept<T>(known: Map<string, T>, locale: string, options: object, make: () => T): T {
  const key = `${locale} ${JSON.stringify(options)}`
  const found = known.get(key)
  if (found) return found
  const made = make()
  known.set(key, made)
  return made
}
