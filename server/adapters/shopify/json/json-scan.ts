import { isUtf8 } from 'node:buffer'
import { clearKeys, rememberKey } from './json-keys'
import { decode, fail, JsonError, scanNumber, scanString, scanWord } from './json-literals'

/** Objects and lists in each other, the outermost counted. */
export const MAX_NESTING = 64

/** An id longer than this names nothing. */
const MAX_ID = 64

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c
const LEFT_BRACKET = 0x5b
const RIGHT_BRACKET = 0x5d
const LEFT_BRACE = 0x7b
const RIGHT_BRACE = 0x7d

/** No larger byte is a blank, so that one comparison settles most places. */
const SPACE = 0x20

// FNV-1a (Fowler/Noll/Vo), 32 bits, over the bytes of a key.
const KEY_HASH_START = 0x811c9dc5 | 0
const KEY_HASH_FACTOR = 0x01000193

// Every function takes the text and a place in it and returns the place behind what it read. The
// byte at hand is kept in a variable of its own: together that is more than twice as fast as a
// scanner with a cursor, and as fast again as JSON.parse, which tells of neither keys nor depth.

/** Keys with the quote that ends them. */
const ID = Buffer.from('id"')
const ORDER_ID = Buffer.from('order_id"')

let objects = 0
/** Where the key that was read last begins. */
let key = 0
let idStart = 0
let idEnd = 0
let orderIdStart = 0
let orderIdEnd = 0

/** What the top level of a body names: exact digits or characters, '' where there is none. */
export type ResourceIds = { id: string; orderId: string }

/**
 * Checks that a body is one JSON object (RFC 8259) in valid UTF-8 without a byte order mark,
 * without repeated keys and not too deep, and returns its top-level `id` and `order_id`. One pass;
 * nothing is copied.
 * @throws JsonError
 */
export function scanJson(body: Uint8Array): ResourceIds {
  if (body.length === 0) throw new JsonError('The body is empty.')
  if (!isUtf8(body)) throw new JsonError('The body is not valid UTF-8.')
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf)
    throw new JsonError('The body starts with a byte order mark, which JSON does not allow.')
  objects = 0
  idStart = 0
  idEnd = 0
  orderIdStart = 0
  orderIdEnd = 0
  clearKeys()
  const start = skipBlanks(body, 0)
  if (body[start] !== LEFT_BRACE) throw new JsonError('The body is not a JSON object.')
  const end = skipBlanks(body, scanObject(body, start, 1))
  if (end < body.length) fail(end, 'something follows the object')
  const id = readId(body, idStart, idEnd)
  if (id.length > MAX_ID) throw new JsonError(`The id has more than ${MAX_ID} characters.`)
  const orderId = readId(body, orderIdStart, orderIdEnd)
  return { id, orderId: orderId.length > MAX_ID ? '' : orderId }
}

function skipBlanks(text: Uint8Array, place: number): number {
  let p = place
  let c = text[p] as number
  // Behind the end there is no byte at all: that is not a blank either.
  while (c <= SPACE && (c === SPACE || c === 0x0a || c === 0x0d || c === 0x09)) {
    c = text[++p] as number
  }
  return p
}

function scanObject(text: Uint8Array, place: number, depth: number): number {
  if (depth > MAX_NESTING) failTooDeep()
  const object = objects++
  let p = skipBlanks(text, place + 1)
  if (text[p] === RIGHT_BRACE) return p + 1
  p = scanKey(text, p, object)
  for (;;) {
    const isResourceId = depth === 1 && isKey(text, key, ID)
    const isOrderId = depth === 1 && isKey(text, key, ORDER_ID)
    const value = p
    let c = text[p] as number
    p = c === QUOTE ? scanString(text, p + 1) : scanValue(text, p, c, depth)
    if (isResourceId) {
      idStart = value
      idEnd = p
    } else if (isOrderId) {
      orderIdStart = value
      orderIdEnd = p
    }
    c = text[p] as number
    if (c <= SPACE) {
      p = skipBlanks(text, p)
      c = text[p] as number
    }
    if (c === RIGHT_BRACE) return p + 1
    if (c !== COMMA) fail(p, 'a comma or } is missing')
    p = scanKey(text, p + 1, object)
  }
}

/** From before a key to its value; leaves the place of the key in `key`. */
function scanKey(text: Uint8Array, place: number, object: number): number {
  let p = place
  let c = text[p] as number
  if (c <= SPACE) {
    p = skipBlanks(text, p)
    c = text[p] as number
  }
  if (c !== QUOTE) fail(p, 'a key is missing')
  const start = p + 1
  let hash = KEY_HASH_START
  c = text[++p] as number
  while (c !== QUOTE && c !== BACKSLASH && c >= SPACE) {
    hash = Math.imul(hash ^ c, KEY_HASH_FACTOR)
    c = text[++p] as number
  }
  if (c !== QUOTE) {
    p = scanString(text, start) - 1
    hash = hashOf(keyAt(text, start))
  }
  if (rememberKey(text, object, hash, start, isSameKey)) failTwice(text, start)
  key = start
  c = text[++p] as number
  if (c <= SPACE) {
    p = skipBlanks(text, p)
    c = text[p] as number
  }
  if (c !== COLON) fail(p, 'a colon is missing')
  return (text[++p] as number) <= SPACE ? skipBlanks(text, p) : p
}

function scanList(text: Uint8Array, place: number, depth: number): number {
  if (depth > MAX_NESTING) failTooDeep()
  let p = skipBlanks(text, place + 1)
  let c = text[p] as number
  if (c === RIGHT_BRACKET) return p + 1
  for (;;) {
    p = skipBlanks(text, scanValue(text, p, c, depth))
    c = text[p] as number
    if (c === RIGHT_BRACKET) return p + 1
    if (c !== COMMA) fail(p, 'a comma or ] is missing')
    p = skipBlanks(text, p + 1)
    c = text[p] as number
  }
}

/** `c`: the byte at the place. */
function scanValue(text: Uint8Array, place: number, c: number, depth: number): number {
  if (c === QUOTE) return scanString(text, place + 1)
  if (c === LEFT_BRACE) return scanObject(text, place, depth + 1)
  if (c === LEFT_BRACKET) return scanList(text, place, depth + 1)
  if (c === 0x6e) return scanWord(text, place, 'null')
  if (c === 0x74) return scanWord(text, place, 'true')
  if (c === 0x66) return scanWord(text, place, 'false')
  return scanNumber(text, place)
}

function failTooDeep(): never {
  throw new JsonError(`The body is nested deeper than ${MAX_NESTING} levels.`)
}

/** The same hash as in `scanObject`, of a key that was written with escapes. */
function hashOf(key: string): number {
  return Buffer.from(key).reduce((hash, c) => Math.imul(hash ^ c, KEY_HASH_FACTOR), KEY_HASH_START)
}

function failTwice(text: Uint8Array, key: number): never {
  const name = JSON.stringify(keyAt(text, key).slice(0, 100))
  throw new JsonError(`The body has the key ${name} twice in one object.`)
}

/** The key behind the quote before `start`, unescaped. */
function keyAt(text: Uint8Array, start: number): string {
  let end = start
  while (text[end] !== QUOTE) end += text[end] === BACKSLASH ? 2 : 1
  return JSON.parse(decode(text, start - 1, end + 1)) as string
}

function isSameKey(text: Uint8Array, a: number, b: number): boolean {
  return keyAt(text, a) === keyAt(text, b)
}

function isKey(text: Uint8Array, key: number, name: Uint8Array): boolean {
  if (text[key] === BACKSLASH) return keyAt(text, key) === decode(name, 0, name.length - 1)
  for (let n = 0; n < name.length; n++) if (text[key + n] !== name[n]) return false
  return true
}

/** What no column takes: it stands in no id. */
const NO_TEXT = /[\p{Cc}\p{Surrogate}]/u

/** A whole number's digits or a string's characters; '' for anything else. */
function readId(text: Uint8Array, start: number, end: number): string {
  const raw = decode(text, start, end)
  if (!raw.startsWith('"')) return /^-?\d+$/.test(raw) ? raw : ''
  const id = JSON.parse(raw) as string
  return NO_TEXT.test(id) ? '' : id
}
