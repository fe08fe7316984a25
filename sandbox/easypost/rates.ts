import { vendorId } from '../vendor-id'
import type { Rate } from './state'

const DOMESTIC = [
  { carrier: 'USPS', service: 'GroundAdvantage', base: 420, perOunce: 6 },
  { carrier: 'USPS', service: 'Priority', base: 790, perOunce: 9 },
  { carrier: 'UPSDAP', service: 'Ground', base: 910, perOunce: 5 },
]
const INTERNATIONAL = [
  { carrier: 'USPS', service: 'FirstClassPackageInternationalService', base: 1545, perOunce: 38 },
  { carrier: 'USPS', service: 'PriorityMailInternational', base: 4280, perOunce: 22 },
  { carrier: 'DHLExpress', service: 'ExpressWorldwideNonDoc', base: 3890, perOunce: 41 },
]

/** Returns the carriers' rates in US dollars for a parcel of this weight in ounces. */
export function ratesFor(weight: number, isInternational: boolean): Rate[] {
  return (isInternational ? INTERNATIONAL : DOMESTIC).map(
    ({ carrier, service, base, perOunce }) => {
      const cents = base + perOunce * Math.ceil(weight)
      const rate = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
      return { id: vendorId('rate'), carrier, service, rate, currency: 'USD' }
    },
  )
}
