// Creating an Intl format is far slower than using it, so each is created once per locale and
// options.
const numbers = new Map<string, Intl.NumberFormat>()
const dates = new Map<string, Intl.DateTimeFormat>()
const regions = new Map<string, Intl.DisplayNames>()

/** Returns the cached number format of a locale (BCP 47). */
export function numberFormat(
  locale: string,
  options: Intl.NumberFormatOptions = {},
): Intl.NumberFormat {
  return kept(numbers, locale, options, () => new Intl.NumberFormat(locale, options))
}

/** Returns the cached date format of a locale (BCP 47). @throws RangeError for an unknown time zone */
export function dateFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  return kept(dates, locale, options, () => new Intl.DateTimeFormat(locale, options))
}

/** Returns a country's name in a locale (BCP 47); unknown codes are returned unchanged. */
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
