const HIDDEN = '[redacted]'
const DEEPEST = 8
const MAX_LIST = 50

// Matched against the key in lower case without `_` and `-`.
const SECRET_KEY =
  /authorization|cookie|hmac|signature|password|passwd|secret|token|apikey|signingkey|eventkey|credential|databaseurl|smtpurl|pin$|cvv|cvc/
const PERSONAL_KEY =
  /e?mail|phone|mobile|address|firstname|lastname|fullname|displayname|surname|company|street|postalcode|postcode|latitude|longitude|recipient|birth|card|iban|accountnumber|lastfour|last4|clientip|browserip|useragent/
const PERSONAL_KEYS = new Set(
  'name zip city line1 line2 province region note notes customer personal raw body rawbody payload params parameters query detail ip'.split(
    ' ',
  ),
)

/** Returns whether values under this key are secrets or personal data. */
function isHiddenKey(key: string): boolean {
  const plain = key.toLowerCase().replace(/[_-]/g, '')
  return SECRET_KEY.test(plain) || PERSONAL_KEY.test(plain) || PERSONAL_KEYS.has(plain)
}

/** Returns a message or stack trace without recognizable secrets and personal data. */
export function redactText(text: string): string {
  return (
    text
      // A database error appends the statement's values to its message.
      .replace(/\nparams: .*/gs, `\nparams: ${HIDDEN}`)
      .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, `$1${HIDDEN}@`)
      .replace(/[^\s@<>"'(),:;=[\]{}]+@[^\s@<>"'(),:;[\]{}]+\.[^\s@<>"'(),:;[\]{}]+/g, HIDDEN)
      .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${HIDDEN}`)
      .replace(/\b(?:[sr]k_(?:live|test)|whsec|shp(?:at|ss|ca|pa)|signkey)[_-][\w-]+/g, HIDDEN)
      .replace(/\beyJ[\w-]+\.[\w.-]+/g, HIDDEN)
      .replace(/\b[3-6](?:[ -]?\d){13,15}\b/g, (found) => (isCardNumber(found) ? HIDDEN : found))
      .replace(/\+\d(?:[ .()-]?\d){7,14}/g, HIDDEN)
  )
}

/** The Luhn check of ISO/IEC 7812-1, so that order ids of the same length stay readable. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/**
 * Returns a copy of a value that is safe to log: secrets and personal data are replaced at any depth,
 * errors become plain objects, deep or long values are truncated.
 */
export function redact(value: unknown, depth = 0, seen: readonly object[] = []): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return value
  if (depth >= DEEPEST || seen.includes(value)) return '[cut]'
  const inside = [...seen, value]
  if (value instanceof Error) return redactError(value, depth, inside)
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (Array.isArray(value))
    return value.slice(0, MAX_LIST).map((item) => redact(item, depth + 1, inside))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (isHiddenKey(key) && isWorthHiding(item)) return [key, HIDDEN]
      return [key, isPlainId(key, item) ? item : redact(item, depth + 1, inside)]
    }),
  )
}

/** Storefront ids are as long as card numbers. */
const isPlainId = (key: string, item: unknown) =>
  /id$/i.test(key) && typeof item === 'string' && /^[\w:/.-]{1,80}$/.test(item)

/** Presence and length reveal nothing personal. */
const isWorthHiding = (item: unknown) =>
  item !== null && item !== undefined && typeof item !== 'boolean' && item !== ''

function redactError(error: Error, depth: number, seen: readonly object[]): unknown {
  const code = 'code' in error ? { code: redact(error.code, depth + 1, seen) } : {}
  const cause = error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1, seen) }
  return {
    type: error.name,
    message: redactText(error.message),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...code,
    ...cause,
  }
}
