import { vendorId } from '../vendor-id'
import type { Rate } from './state'

const DOMESTIC = [
  { carrier: 'USPS', service: 'GroundAdvantage', base: 420, perOunce: 6 },
  { carrier: 'USPS', service: 'Priority', base: 790, perOunce: 9 },
  { carrier: 'UPSDAP', service: 'Ground', base: 910, perOunce: 5 },
]
const ABROAD = [
  { carrier: 'USPS', service: 'FirstClassPackageInternationalService', base: 1545, perOunce: 38 },
  { carrier: 'USPS', service: 'PriorityMailInternational', base: 4280, perOunce: 22 },
  { carrier: 'DHLExpress', service: 'ExpressWorldwideNonDoc', base: 3890, perOunce: 41 },
]

/** What the carriers ask for a parcel of this weight (ounces), in US dollars. */
export function ratesFor(weight: number, isAbroad: boolean): Rate[] {
  return (isAbroad ? ABROAD : DOMESTIC).map(({ carrier, service, base, perOunce }) => {
    const cents = base + perOunce * Math.ceil(weight)
    const rate = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
    return { id: vendorId('rate'), carrier, service, rate, currency: 'USD' }
  })
}
