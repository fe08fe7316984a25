import { randomBytes, randomInt } from 'node:crypto'

/** An id in a vendor's style, e.g. `pi_3f9c...`. */
export function vendorId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`
}

/** A number of so many digits that does not start with 0. */
export function digitString(length: number): string {
  return Array.from({ length }, (_, i) => randomInt(i === 0 ? 1 : 0, 10)).join('')
}
