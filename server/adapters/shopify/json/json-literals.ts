// Scanners of what a JSON text is made of. Each takes a place and returns the place behind it.

/** Why a text is refused, in a sentence for whoever sent it. */
export class JsonError extends Error {
  override readonly name = 'JsonError'
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const ESCAPABLE = new Set(Buffer.from('"\\/bfnrt'))

/** Refuses the text because of what is at a place. */
export function fail(place: number, what: string): never {
  throw new JsonError(`The body is not JSON: ${what} at byte ${place}.`)
}

/** From behind a string's opening quote to behind its closing one. */
export function scanString(text: Uint8Array, start: number): number {
  let p = start
  for (;;) {
    const c = text[p++] as number
    if (c === QUOTE) return p
    if (c === BACKSLASH) p = scanEscape(text, p)
    // Also false behind the end of the text.
    else if (!(c >= 0x20)) fail(p - 1, 'a string has a bare control character or no end')
  }
}

function scanEscape(text: Uint8Array, place: number): number {
  const c = text[place] as number
  if (ESCAPABLE.has(c)) return place + 1
  if (c !== 0x75) fail(place, 'an escape is unknown')
  for (let p = place + 1; p < place + 5; p++) {
    const digit = text[p] as number
    const isHex =
      (digit >= 0x30 && digit <= 0x39) || ((digit | 0x20) >= 0x61 && (digit | 0x20) <= 0x66)
    if (!isHex) fail(p, 'a \\u escape is not four hexadecimal digits')
  }
  return place + 5
}

/** `true`, `false` or `null`; the first letter was seen. */
export function scanWord(text: Uint8Array, place: number, word: string): number {
  for (let i = 1; i < word.length; i++)
    if (text[place + i] !== word.charCodeAt(i)) fail(place, 'a value is unknown')
  return place + word.length
}

/** A number, strictly by the grammar. */
export function scanNumber(text: Uint8Array, place: number): number {
  let p = text[place] === 0x2d ? place + 1 : place
  p = text[p] === 0x30 ? p + 1 : scanDigits(text, p)
  if (text[p] === 0x2e) p = scanDigits(text, p + 1)
  if (text[p] !== 0x65 && text[p] !== 0x45) return p
  const sign = text[p + 1]
  return scanDigits(text, sign === 0x2b || sign === 0x2d ? p + 2 : p + 1)
}

function scanDigits(text: Uint8Array, start: number): number {
  let p = start
  let c = text[p] as number
  while (c >= 0x30 && c <= 0x39) c = text[++p] as number
  if (p === start) fail(p, 'a value is missing')
  return p
}

/** The characters of a part of the text. */
export function decode(text: Uint8Array, start: number, end: number): string {
  return Buffer.from(text.buffer, text.byteOffset + start, end - start).toString('utf8')
}
