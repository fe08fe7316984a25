/** Names, addresses and notes of a place's customers, in the local script. */
export type Place = {
  country: string
  countryName: string
  /** BCP 47. */
  locale: string
  firstNames: string[]
  lastNames: string[]
  /** `%` is replaced by the house number. */
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

/** Defines a place. Lists are separated by `|`. */
export function definePlace(
  country: string,
  countryName: string,
  locale: string,
  lists: { first: string; last: string; streets: string; cities: City[]; notes: string },
): Place {
  const split = (text: string) => text.split('|')
  return {
    country,
    countryName,
    locale,
    firstNames: split(lists.first),
    lastNames: split(lists.last),
    streets: split(lists.streets),
    cities: lists.cities.map(([city, zip = null, province = null, provinceCode = null]) => ({
      city,
      zip,
      province,
      provinceCode,
    })),
    notes: split(lists.notes),
  }
}
