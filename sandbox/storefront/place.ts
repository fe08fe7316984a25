/** People and addresses as the sandbox's customers write them, each in the script of the place. */
export type Place = {
  country: string
  countryName: string
  /** BCP 47. */
  locale: string
  firstNames: string[]
  lastNames: string[]
  /** `%` stands for the house number. */
  streets: string[]
  cities: {
    city: string
    province: string | null
    provinceCode: string | null
    zip: string | null
  }[]
  notes: string[]
}

type City = [city: string, zip?: string | null, province?: string, provinceCode?: string]

export function place(
  country: string,
  countryName: string,
  locale: string,
  words: { first: string; last: string; streets: string; cities: City[]; notes: string },
): Place {
  const list = (text: string) => text.split('|')
  return {
    country,
    countryName,
    locale,
    firstNames: list(words.first),
    lastNames: list(words.last),
    streets: list(words.streets),
    cities: words.cities.map(([city, zip = null, province = null, provinceCode = null]) => ({
      city,
      zip,
      province,
      provinceCode,
    })),
    notes: list(words.notes),
  }
}
