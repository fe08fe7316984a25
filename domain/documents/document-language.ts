/** How a document is written: numbers and dates, and which glyphs Han characters take. */
export type DocumentLanguage = { locale: string; han: 'jp' | 'kr' | 'sc' }

/**
 * The customer's own locale, completed by the country the goods go to where it names none; without
 * one, the language that most people of that country read (CLDR's likely subtags).
 * @param country ISO 3166-1 alpha-2, or '' when it is not known
 */
export function documentLanguage(locale: string | null, country: string): DocumentLanguage {
  const own = parse(locale)
  const likely = /^[A-Z]{2}$/.test(country) ? parse(`und-${country}`)?.maximize() : undefined
  const chosen = own ?? likely ?? new Intl.Locale('en')
  const region = chosen.region ?? likely?.region
  const written = region ? `${chosen.language}-${region}` : chosen.language
  return { locale: written, han: hanOf(chosen.language, country) }
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
