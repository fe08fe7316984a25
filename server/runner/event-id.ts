import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ENTROPY_BITS = 80n

let lastMs = 0
let lastEntropy = 0n

/**
 * A ULID (github.com/ulid/spec): 48 bits of time, 80 of entropy. Ids that this process makes
 * within one millisecond sort in the order they were made.
 */
export function ulid(ms: number): string {
  if (ms > lastMs) lastEntropy = toBigInt(randomBytes(10)) >> 1n
  lastMs = Math.max(ms, lastMs)
  lastEntropy += 1n
  return encode(lastMs, lastEntropy)
}

/**
 * The id of the event at `index` in one send. The SDK repeats a failed send with the same
 * `x-inngest-event-id-seed` (`millis,base64 of 10 bytes`), so the id follows from the seed and
 * the index alone; without a usable seed it is new.
 */
export function eventIdFrom(seed: string | undefined, index: number, now: number): string {
  const [millis = '', base64 = ''] = seed?.split(',') ?? []
  const entropy = Buffer.from(base64, 'base64')
  const ms = Number(millis)
  const isUsable = entropy.length === 10 && Number.isSafeInteger(ms) && ms > 0 && ms < 2 ** 48
  if (!isUsable) return ulid(now)
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
