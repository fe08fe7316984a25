/** Remembers the browser's time zone, so that the server's first drawing is already right. */
export const TIME_ZONE_COOKIE = 'time-zone'

/** The cookie that stores whether the sidebar is collapsed. */
export const SIDEBAR_COOKIE = 'rail'

/** The first language of an `Accept-Language` header that is one; `en` otherwise. */
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

/** The time zone a cookie names when it is one; `UTC` otherwise. */
export function readTimeZone(cookie: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: cookie ?? 'UTC' }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
