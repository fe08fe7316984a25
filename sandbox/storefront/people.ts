import type { PostalAddress } from './customer-json'
import type { Place } from './place'
import type { Random } from './random'
import type { Trouble } from './troubles'

/** Picks a random name and address. `unique` distinguishes addresses at the carrier. */
export function pickPerson(
  random: Random,
  place: Place,
  unique: number,
  trouble: Trouble | undefined,
): PostalAddress {
  const { city, province, provinceCode, zip } = random.pick(place.cities)
  const first = random.pick(place.firstNames)
  const person: PostalAddress = {
    firstName: random.chance(0.06)
      ? `${first} ${random.pick(['🎉', '🌸', '👩🏽‍🚀', '🇺🇳'])}`
      : first,
    lastName: random.pick(place.lastNames),
    company: random.chance(0.08) ? random.pick(['Café Ω & Söhne', '株式会社山', 'Müller™']) : null,
    address1: random.pick(place.streets).replace('%', String(random.int(1, 240))),
    address2: random.chance(0.2) ? `№ ${random.int(1, 99)} #${random.int(1, 9)}*` : null,
    city,
    province,
    provinceCode,
    zip,
    phone: random.chance(0.5) ? `+1 202-555-01${String(random.int(0, 99)).padStart(2, '0')}` : null,
  }
  return applyTrouble(person, unique, trouble)
}

/** Replaces the part of an address that causes the order's failure. */
function applyTrouble(person: PostalAddress, unique: number, trouble: Trouble | undefined) {
  switch (trouble) {
    case 'address_rejected':
      return { ...person, zip: '00000' }
    case 'carrier_outage':
      // The carrier counts outages per address, so each order needs a unique one.
      return { ...person, zip: '00001', address2: `Unit ${unique}` }
    case 'emoji_address':
      return { ...person, address1: '🏠🏡' }
    default:
      return person
  }
}
