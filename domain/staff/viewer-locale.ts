/** The cookie with the browser's time zone, so that the first server render is correct. */
export const TIME_ZONE_COOKIE = 'time-zone'

/** The cookie that stores whether the sidebar is collapsed. */
export const SIDEBAR_COOKIE = 'rail'

/** Returns the first valid language of an `Accept-Language` header, or `en`. */
export function readLocale(acceptLanguage: string | null | undefined): string {
  for (const part of (acceptLanguage ?? '').split(',')) {
    const tag = part.split(';')[0]?.trim()
    if (!tag || tag === '*') continue
    try {
      const [locale] = Intl.getCanonicalLocales(tag)
      if (locale && Intl.NumberFormat.supportedLocalesOf(locale).length > 0) return locale
    } catch {
      // Not a language tag: the next one may be.
    }
  }
  return 'en'
}

/** Returns the cookie's time zone if it is valid, or `UTC`. */
export function readTimeZone(cookie: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: cookie ?? 'UTC' }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
