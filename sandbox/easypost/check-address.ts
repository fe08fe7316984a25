import type { EasyPostAddress, EasyPostState } from './state'

type FieldError = { code: string; field: string; message: string; suggestion: null }

/** The sentinels by postal code; 00002 and 00003 are read by the tracker. */
const REJECTED = '00000'
/** For how many attempts at an address the carrier is out. */
const OUTAGES: Partial<Record<string, number>> = { '00001': 2, '00004': 5 }

/** Why mail cannot be delivered there; empty when it can. */
export function addressErrors(address: EasyPostAddress): FieldError[] {
  const missing = (['street1', 'city', 'country'] as const)
    .filter((field) => !address[field]?.trim())
    .map((field) => fieldError('E.ADDRESS.INVALID', field, `Missing ${field}`))
  if (address.zip === REJECTED)
    return [...missing, fieldError('E.ADDRESS.NOT_FOUND', 'address', 'Address not found')]
  return missing
}

/** Counts an outage of this place; false once it had all of its outages. */
export function isOut(state: EasyPostState, address: EasyPostAddress): boolean {
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
