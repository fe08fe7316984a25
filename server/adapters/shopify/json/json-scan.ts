import { isUtf8 } from 'node:buffer'
import { isKey, isSameKey, keyAt, readId } from './json-key-text'
import { addKey, clearKeys } from './json-keys'
import { fail, JsonError, scanNumber, scanString, scanWord } from './json-literals'

/** Maximum depth of nested objects and arrays, including the outermost. */
export const MAX_NESTING = 64

/** Maximum length of an ID. */
const MAX_ID_LENGTH = 64

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c
const LEFT_BRACKET = 0x5b
const RIGHT_BRACKET = 0x5d
const LEFT_BRACE = 0x7b
const RIGHT_BRACE = 0x7d

/** No whitespace byte is larger, so one comparison is enough for most bytes. */
const SPACE = 0x20

// FNV-1a (Fowler/Noll/Vo), 32 bits, over the bytes of a key.
const KEY_HASH_START = 0x811c9dc5 | 0
const KEY_HASH_FACTOR = 0x01000193

// Every function takes the text and an offset and returns the offset after the value it scanned,
// and keeps the current byte in a local variable. This is more than twice as fast as a scanner with
// a cursor and twice as fast as JSON.parse, which checks neither duplicate keys nor depth.

/** Keys with their closing quote. */
const ID = Buffer.from('id"')
const ORDER_ID = Buffer.from('order_id"')

let objects = 0
/** Offset of the last scanned key. */
let key = 0
let idStart = 0
let idEnd = 0
let orderIdStart = 0
let orderIdEnd = 0

/** The IDs at the top level of a body, as exact digits or characters; '' if absent. */
export type ResourceIds = { id: string; orderId: string }

/**
 * Validates that a body is a single JSON object (RFC 8259) in UTF-8 without a byte order mark,
 * duplicate keys or excessive nesting, and returns its top-level `id` and `order_id`. Scans once
 * and copies nothing.
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
  const start = skipWhitespace(body, 0)
  if (body[start] !== LEFT_BRACE) throw new JsonError('The body is not a JSON object.')
  const end = skipWhitespace(body, scanObject(body, start, 1))
  if (end < body.length) fail(end, 'unexpected content after the object')
  const id = readId(body, idStart, idEnd)
  if (id.length > MAX_ID_LENGTH)
    throw new JsonError(`The id has more than ${MAX_ID_LENGTH} characters.`)
  const orderId = readId(body, orderIdStart, orderIdEnd)
  return { id, orderId: orderId.length > MAX_ID_LENGTH ? '' : orderId }
}

function skipWhitespace(text: Uint8Array, offset: number): number {
  let p = offset
  let c = text[p] as number
  // Past the end, c is undefined and the comparison is false.
  while (c <= SPACE && (c === SPACE || c === 0x0a || c === 0x0d || c === 0x09)) {
    c = text[++p] as number
  }
  return p
}

function scanObject(text: Uint8Array, offset: number, depth: number): number {
  if (depth > MAX_NESTING) failTooDeep()
  const object = objects++
  let p = skipWhitespace(text, offset + 1)
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
      p = skipWhitespace(text, p)
      c = text[p] as number
    }
    if (c === RIGHT_BRACE) return p + 1
    if (c !== COMMA) fail(p, 'expected a comma or }')
    p = scanKey(text, p + 1, object)
  }
}

/** Scans from before a key to its value; sets `key` to the offset of the key. */
function scanKey(text: Uint8Array, offset: number, object: number): number {
  let p = offset
  let c = text[p] as number
  if (c <= SPACE) {
    p = skipWhitespace(text, p)
    c = text[p] as number
  }
  if (c !== QUOTE) fail(p, 'expected a key')
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
  if (addKey(text, object, hash, start, isSameKey)) failDuplicateKey(text, start)
  key = start
  c = text[++p] as number
  if (c <= SPACE) {
    p = skipWhitespace(text, p)
    c = text[p] as number
  }
  if (c !== COLON) fail(p, 'expected a colon')
  return (text[++p] as number) <= SPACE ? skipWhitespace(text, p) : p
}

function scanArray(text: Uint8Array, offset: number, depth: number): number {
  if (depth > MAX_NESTING) failTooDeep()
  let p = skipWhitespace(text, offset + 1)
  let c = text[p] as number
  if (c === RIGHT_BRACKET) return p + 1
  for (;;) {
    p = skipWhitespace(text, scanValue(text, p, c, depth))
    c = text[p] as number
    if (c === RIGHT_BRACKET) return p + 1
    if (c !== COMMA) fail(p, 'expected a comma or ]')
    p = skipWhitespace(text, p + 1)
    c = text[p] as number
  }
}

/** Scans any value; `c` is the byte at the offset. */
function scanValue(text: Uint8Array, offset: number, c: number, depth: number): number {
  if (c === QUOTE) return scanString(text, offset + 1)
  if (c === LEFT_BRACE) return scanObject(text, offset, depth + 1)
  if (c === LEFT_BRACKET) return scanArray(text, offset, depth + 1)
  if (c === 0x6e) return scanWord(text, offset, 'null')
  if (c === 0x74) return scanWord(text, offset, 'true')
  if (c === 0x66) return scanWord(text, offset, 'false')
  return scanNumber(text, offset)
}

function failTooDeep(): never {
  throw new JsonError(`The body is nested deeper than ${MAX_NESTING} levels.`)
}

/** Returns the hash that `scanKey` would compute if the key had no escape sequences. */
function hashOf(key: string): number {
  return Buffer.from(key).reduce((hash, c) => Math.imul(hash ^ c, KEY_HASH_FACTOR), KEY_HASH_START)
}

function failDuplicateKey(text: Uint8Array, key: number): never {
  const name = JSON.stringify(keyAt(text, key).slice(0, 100))
  throw new JsonError(`The body has a duplicate key: ${name}.`)
}
