import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A ULID: 48 bits of time, 80 bits of entropy, sortable by time (github.com/ulid/spec). */
export function ulid(ms: number, entropy: Uint8Array = randomBytes(10)): string {
  let bits = BigInt(ms)
  for (const byte of entropy.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte)
  let text = ''
  for (let i = 0; i < 26; i++) {
    text = ALPHABET[Number(bits & 31n)] + text
    bits >>= 5n
  }
  return text
}

/**
 * The id of the event at `index` in one send. The SDK repeats a failed send with the same
 * `x-inngest-event-id-seed` (`millis,base64 of 10 bytes`), so the id follows from the seed and
 * the index alone; without a usable seed it is random.
 */
export function eventIdFrom(seed: string | undefined, index: number, now: number): string {
  const [millis = '', base64 = ''] = seed?.split(',') ?? []
  const entropy = Buffer.from(base64, 'base64')
  const ms = Number(millis)
  if (entropy.length !== 10 || !Number.isSafeInteger(ms) || ms <= 0 || ms >= 2 ** 48)
    return ulid(now)
  entropy.writeUInt32BE((entropy.readUInt32BE(6) + index + 1) % 2 ** 32, 6)
  return ulid(ms, entropy)
}
