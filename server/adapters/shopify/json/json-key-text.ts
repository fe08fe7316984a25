import { decode } from './json-literals'

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Returns the unescaped key that starts at `start`, after its opening quote. */
export function keyAt(text: Uint8Array, start: number): string {
  let end = start
  while (text[end] !== QUOTE) end += text[end] === BACKSLASH ? 2 : 1
  return JSON.parse(decode(text, start - 1, end + 1)) as string
}

/** Returns true if the keys at two offsets are equal after unescaping. */
export function isSameKey(text: Uint8Array, a: number, b: number): boolean {
  return keyAt(text, a) === keyAt(text, b)
}

/** Returns true if the key at an offset is `name`, which includes the closing quote. */
export function isKey(text: Uint8Array, key: number, name: Uint8Array): boolean {
  if (text[key] === BACKSLASH) return keyAt(text, key) === decode(name, 0, name.length - 1)
  for (let n = 0; n < name.length; n++) if (text[key + n] !== name[n]) return false
  return true
}

/** Characters that Postgres text columns reject or that no valid ID contains. */
const INVALID_ID_CHARACTERS = /[\p{Cc}\p{Surrogate}]/u

/** Returns the digits of a whole number or the characters of a string; '' for anything else. */
export function readId(text: Uint8Array, start: number, end: number): string {
  const raw = decode(text, start, end)
  if (!raw.startsWith('"')) return /^-?\d+$/.test(raw) ? raw : ''
  const id = JSON.parse(raw) as string
  return INVALID_ID_CHARACTERS.test(id) ? '' : id
}
