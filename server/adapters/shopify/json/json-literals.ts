// Scanners for JSON literals. Each takes the offset of a literal and returns the offset after it.

/** Invalid JSON. The message is returned to the sender. */
export class JsonError extends Error {
  override readonly name = 'JsonError'
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const ESCAPABLE = new Set(Buffer.from('"\\/bfnrt'))

/** Throws a JsonError about the byte at an offset. */
export function fail(offset: number, problem: string): never {
  throw new JsonError(`The body is not JSON: ${problem} at byte ${offset}.`)
}

/** Scans a string from after its opening quote to after its closing quote. */
export function scanString(text: Uint8Array, start: number): number {
  let p = start
  for (;;) {
    const c = text[p++] as number
    if (c === QUOTE) return p
    if (c === BACKSLASH) p = scanEscape(text, p)
    // The comparison is also false past the end of the text, where c is undefined.
    else if (!(c >= 0x20)) fail(p - 1, 'unterminated string or unescaped control character')
  }
}

function scanEscape(text: Uint8Array, offset: number): number {
  const c = text[offset] as number
  if (ESCAPABLE.has(c)) return offset + 1
  if (c !== 0x75) fail(offset, 'invalid escape sequence')
  for (let p = offset + 1; p < offset + 5; p++) {
    const digit = text[p] as number
    const isHex =
      (digit >= 0x30 && digit <= 0x39) || ((digit | 0x20) >= 0x61 && (digit | 0x20) <= 0x66)
    if (!isHex) fail(p, 'a \\u escape without four hexadecimal digits')
  }
  return offset + 5
}

/** Scans `true`, `false` or `null`, whose first letter the caller has checked. */
export function scanWord(text: Uint8Array, offset: number, word: string): number {
  for (let i = 1; i < word.length; i++)
    if (text[offset + i] !== word.charCodeAt(i)) fail(offset, 'unexpected token')
  return offset + word.length
}

/** Scans a number, strictly by the JSON grammar. */
export function scanNumber(text: Uint8Array, offset: number): number {
  let p = text[offset] === 0x2d ? offset + 1 : offset
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
  if (p === start) fail(p, 'expected a value')
  return p
}

/** Decodes part of the text from UTF-8. */
export function decode(text: Uint8Array, start: number, end: number): string {
  return Buffer.from(text.buffer, text.byteOffset + start, end - start).toString('utf8')
}
