import { createHash, createHmac } from 'node:crypto'

/** Crockford's base 32: nothing in it looks like something else when it is read out. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16

/**
 * The code of a gift card, e.g. `7K2M-90QX-...`: 80 bits that only the holder of our secret can
 * make from the card's id. So it can be mailed again without being kept anywhere.
 */
export function giftCardCode(secret: string, giftCardId: string): string {
  const digest = createHmac('sha256', secret).update(`gift card code ${giftCardId}`).digest()
  let code = ''
  for (const byte of digest.subarray(0, LENGTH)) code += ALPHABET[byte % ALPHABET.length]
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

/** What is kept of a code: enough to recognize it, not to know it. */
export function giftCardPrint(code: string): { codeHash: string; lastFour: string } {
  const plain = code.replaceAll('-', '').toUpperCase()
  return {
    codeHash: createHash('sha256').update(plain).digest('hex'),
    lastFour: plain.slice(-4),
  }
}
