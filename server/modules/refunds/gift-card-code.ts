import { createHash, createHmac } from 'node:crypto'
import type { GiftCardId } from '@/domain/ids'

/** Crockford's base32 alphabet: no characters that are easily confused. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16

/**
 * Returns a gift card's code, e.g. `7K2M-90QX-...`: 80 bits derived from the card's ID with our
 * secret. The code can be emailed again without being stored.
 */
export function giftCardCode(secret: string, giftCardId: GiftCardId): string {
  const digest = createHmac('sha256', secret).update(`gift card code ${giftCardId}`).digest()
  let code = ''
  for (const byte of digest.subarray(0, LENGTH)) code += ALPHABET[byte % ALPHABET.length]
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** Returns the stored fingerprint of a code: its SHA-256 hash and last four characters. */
export function giftCardFingerprint(code: string): { codeHash: string; lastFour: string } {
  const characters = code.replaceAll('-', '').toUpperCase()
  return {
    codeHash: createHash('sha256').update(characters).digest('hex'),
    lastFour: characters.slice(-4),
  }
}
