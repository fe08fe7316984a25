const SMALLEST = 1024
const MAX_SAVED_BYTES = 64 * SMALLEST

// A hash table over places in the text that is being scanned: nothing is copied, and nothing is
// allocated per key. One text at a time is scanned, without a pause, so one table is enough.
let slots = new Int32Array(2 * SMALLEST)
let objects = new Int32Array(SMALLEST)
let hashes = new Int32Array(SMALLEST)
let places = new Int32Array(SMALLEST)
let count = 0

/** Forgets all keys: a new text begins. */
export function clearKeys(): void {
  count = 0
  if (objects.length > MAX_SAVED_BYTES) resize(SMALLEST)
  slots.fill(0)
}

/** Whether two places of a text hold the same key. */
type Comparison = (text: Uint8Array, a: number, b: number) => boolean

/**
 * Remembers the key at a place of the text, of the object with this number. True when the object
 * has had the same key before: `isSame` decides among keys of the same hash.
 */
export function rememberKey(
  text: Uint8Array,
  object: number,
  hash: number,
  place: number,
  isSame: Comparison,
): boolean {
  if (count === objects.length) {
    resize(2 * count)
    for (let entry = 0; entry < count; entry++) occupySlot(text, entry, isNeverSame)
  }
  objects[count] = object
  hashes[count] = hash
  places[count] = place
  return occupySlot(text, count++, isSame)
}

const isNeverSame: Comparison = () => false

function occupySlot(text: Uint8Array, entry: number, isSame: Comparison): boolean {
  const mask = slots.length - 1
  const object = objects[entry] as number
  const hash = hashes[entry] as number
  let slot = (Math.imul(object, 0x9e3779b1) ^ hash ^ (hash >>> 15)) & mask
  for (let taken = slots[slot] as number; taken !== 0; taken = slots[slot] as number) {
    const other = taken - 1
    const isAlike = hashes[other] === hash && objects[other] === object
    if (isAlike && isSame(text, places[other] as number, places[entry] as number)) return true
    slot = (slot + 1) & mask
  }
  slots[slot] = entry + 1
  return false
}

function resize(size: number): void {
  const resized = (old: Int32Array) => {
    const array = new Int32Array(size)
    array.set(old.subarray(0, Math.min(size, count)))
    return array
  }
  objects = resized(objects)
  hashes = resized(hashes)
  places = resized(places)
  slots = new Int32Array(2 * size)
}
