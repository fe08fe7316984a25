import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ENTROPY_BITS = 80n

let lastMs = 0
let lastEntropy = 0n

/**
 * Returns a ULID (github.com/ulid/spec): 48 bits of time, 80 bits of entropy. IDs that one process
 * creates within a millisecond sort in creation order.
 */
export function ulid(ms: number): string {
  if (ms > lastMs) lastEntropy = toBigInt(randomBytes(10)) >> 1n
  lastMs = Math.max(ms, lastMs)
  lastEntropy += 1n
  return encode(lastMs, lastEntropy)
}

/**
 * Returns the ID of the event at `index` of a request. The SDK repeats a failed request with the same
 * `x-inngest-event-id-seed` (`millis,base64 of 10 bytes`), so the ID depends only on the seed and the
 * index. Without a valid seed, the ID is new.
 */
export function eventIdFrom(seed: string | undefined, index: number, now: number): string {
  const [millis = '', base64 = ''] = seed?.split(',') ?? []
  const entropy = Buffer.from(base64, 'base64')
  const ms = Number(millis)
  const isValid = entropy.length === 10 && Number.isSafeInteger(ms) && ms > 0 && ms < 2 ** 48
  if (!isValid) return ulid(now)
  return encode(ms, BigInt.asUintN(Number(ENTROPY_BITS), toBigInt(entropy) + BigInt(index + 1)))
}

function encode(ms: number, entropy: bigint): string {
  let bits = (BigInt(ms) << ENTROPY_BITS) | entropy
  let text = ''
  for (let i = 0; i < 26; i++) {
    text = ALPHABET[Number(bits & 31n)] + text
    bits >>= 5n
  }
  return text
}

const toBigInt = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
