/** A document's locale for numbers and dates, and the glyph variant of Han characters. */
export type DocumentLanguage = { locale: string; han: 'jp' | 'kr' | 'sc' }

/**
 * Returns the customer's locale, with the destination country as its region if it has none. Without
 * a customer locale, uses the destination's most likely language (CLDR's likely subtags).
 * @param country ISO 3166-1 alpha-2, or '' when unknown
 */
export function documentLanguage(locale: string | null, country: string): DocumentLanguage {
  const own = parse(locale)
  const likely = /^[A-Z]{2}$/.test(country) ? parse(`und-${country}`)?.maximize() : undefined
  const chosen = own ?? likely ?? new Intl.Locale('en')
  const region = chosen.region ?? likely?.region
  const tag = region ? `${chosen.language}-${region}` : chosen.language
  return { locale: tag, han: hanOf(chosen.language, country) }
}

function hanOf(language: string, country: string): DocumentLanguage['han'] {
  if (language === 'ja' || country === 'JP') return 'jp'
  return language === 'ko' || country === 'KR' ? 'kr' : 'sc'
}

function parse(tag: string | null): Intl.Locale | undefined {
  try {
    return tag ? new Intl.Locale(tag) : undefined
  } catch {
    return undefined
  }
}
