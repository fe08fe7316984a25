const MIN_CAPACITY = 1024
const MAX_RETAINED_CAPACITY = 64 * MIN_CAPACITY

// A hash table of key offsets in the text being scanned. It copies no text and allocates nothing
// per key. One table is enough because a scan is synchronous.
let slots = new Int32Array(2 * MIN_CAPACITY)
let objects = new Int32Array(MIN_CAPACITY)
let hashes = new Int32Array(MIN_CAPACITY)
let offsets = new Int32Array(MIN_CAPACITY)
let count = 0

/** Clears the table before a new text is scanned. */
export function clearKeys(): void {
  count = 0
  if (objects.length > MAX_RETAINED_CAPACITY) resize(MIN_CAPACITY)
  slots.fill(0)
}

/** Returns true if the keys at two offsets of a text are equal. */
type Comparison = (text: Uint8Array, a: number, b: number) => boolean

/**
 * Adds the key at an offset of the text to the object with this number. Returns true if the object
 * already has the key; `isSame` compares keys with equal hashes.
 */
export function addKey(
  text: Uint8Array,
  object: number,
  hash: number,
  offset: number,
  isSame: Comparison,
): boolean {
  if (count === objects.length) {
    resize(2 * count)
    for (let entry = 0; entry < count; entry++) occupySlot(text, entry, isNeverSame)
  }
  objects[count] = object
  hashes[count] = hash
  offsets[count] = offset
  return occupySlot(text, count++, isSame)
}

const isNeverSame: Comparison = () => false

function occupySlot(text: Uint8Array, entry: number, isSame: Comparison): boolean {
  const mask = slots.length - 1
  const object = objects[entry] as number
  const hash = hashes[entry] as number
  let slot = (Math.imul(object, 0x9e3779b1) ^ hash ^ (hash >>> 15)) & mask
  for (let used = slots[slot] as number; used !== 0; used = slots[slot] as number) {
    const other = used - 1
    const hasSameHash = hashes[other] === hash && objects[other] === object
    if (hasSameHash && isSame(text, offsets[other] as number, offsets[entry] as number)) return true
    slot = (slot + 1) & mask
  }
  slots[slot] = entry + 1
  return false
}

function resize(capacity: number): void {
  const resized = (old: Int32Array) => {
    const array = new Int32Array(capacity)
    array.set(old.subarray(0, Math.min(capacity, count)))
    return array
  }
  objects = resized(objects)
  hashes = resized(hashes)
  offsets = resized(offsets)
  slots = new Int32Array(2 * capacity)
}
