import { randomBytes, randomInt } from 'node:crypto'

/** Returns a random ID in a vendor's style, e.g. `pi_3f9c...`. */
export function vendorId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`
}

/** Returns random digits, the first of which is not 0. */
export function digitString(length: number): string {
  return Array.from({ length }, (_, i) => randomInt(i === 0 ? 1 : 0, 10)).join('')
}
