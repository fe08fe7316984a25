import type { EasyPostAddress, EasyPostState } from './state'

type FieldError = { code: string; field: string; message: string; suggestion: null }

/** Sentinel postal code of a rejected address. The tracker handles 00002 and 00003. */
const REJECTED = '00000'
/** The number of failed attempts per address, by sentinel postal code. */
const OUTAGES: Partial<Record<string, number>> = { '00001': 2, '00004': 5 }

/** Returns the errors of an undeliverable address; empty if it is deliverable. */
export function addressErrors(address: EasyPostAddress): FieldError[] {
  const missing = (['street1', 'city', 'country'] as const)
    .filter((field) => !address[field]?.trim())
    .map((field) => fieldError('E.ADDRESS.INVALID', field, `Missing ${field}`))
  if (address.zip === REJECTED)
    return [...missing, fieldError('E.ADDRESS.NOT_FOUND', 'address', 'Address not found')]
  return missing
}

/** Returns true and counts the outage if the carrier must fail this attempt at an address. */
export function takeOutage(state: EasyPostState, address: EasyPostAddress): boolean {
  const outages = OUTAGES[address.zip ?? '']
  if (outages === undefined) return false
  const { name, street1, street2, city } = address
  const place = JSON.stringify([name, street1, street2, city])
  if ((state.outages.get(place) ?? 0) >= outages) return false
  state.append([{ type: 'failed-once', place }])
  return true
}

function fieldError(code: string, field: string, message: string): FieldError {
  return { code, field, message, suggestion: null }
}
