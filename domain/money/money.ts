import { data as isoCurrencies } from 'currency-codes'

/** An amount that can't be parsed or divided exactly. The message is shown to users. */
export class MoneyError extends Error {
  override readonly name = 'MoneyError'
}

/** ISO 4217 codes without a minor unit ("N.A."): metals, units of account, test codes. */
const WITHOUT_MINOR_UNIT = new Set('XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' '))

const DIGITS: ReadonlyMap<string, number> = new Map(
  isoCurrencies
    .filter(({ code }) => !WITHOUT_MINOR_UNIT.has(code))
    .map(({ code, digits }) => [code, digits]),
)

/** Maximum of a Postgres bigint. */
const MAX_MINOR = 2n ** 63n - 1n
/** Digits of MAX_MINOR: longer input is rejected before parsing. */
const MAX_DIGITS = 19

/** True for an active, upper-case ISO 4217 code with a minor unit. */
export function isCurrency(code: string): boolean {
  return DIGITS.has(code)
}

/** Every active ISO 4217 code with a minor unit, in alphabetical order. */
export const CURRENCY_CODES: readonly string[] = [...DIGITS.keys()].sort()

/**
 * Returns the ISO 4217 decimals of a currency (JPY 0, EUR 2, KWD 3), not CLDR's display digits, which
 * differ for 16 active currencies such as HUF and IQD.
 * @throws MoneyError when the code is not an active ISO 4217 currency
 */
export function minorDigits(currency: string): number {
  const digits = DIGITS.get(currency)
  if (digits === undefined) throw new MoneyError(`"${excerpt(currency)}" is not a currency code.`)
  return digits
}

/**
 * Parses a decimal such as `"12.30"`, `"12.3"`, `"12"` or `"-0.5"` into minor units, exactly. Accepts
 * trailing zeros beyond the currency's decimals; rejects other excess digits instead of rounding.
 * @throws MoneyError for anything else: exponents, separators, blanks, amounts beyond 64 bits
 */
export function parseAmount(text: string, currency: string): bigint {
  const digits = minorDigits(currency)
  const [, sign, rawWhole, rawFraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (rawWhole === undefined) throw new MoneyError(`"${excerpt(text)}" is not a valid amount.`)
  const fraction = withoutTrailingZeros(rawFraction)
  if (fraction.length > digits) {
    throw new MoneyError(
      `"${excerpt(text)}" has more decimals than ${currency} allows (${digits}).`,
    )
  }
  const whole = rawWhole.replace(/^0+/, '')
  const tooLarge = () => new MoneyError(`"${excerpt(text)}" ${currency} is too large.`)
  if (whole.length + digits > MAX_DIGITS) throw tooLarge()
  const magnitude = BigInt(whole + fraction.padEnd(digits, '0') || '0')
  if (magnitude > MAX_MINOR) throw tooLarge()
  return sign === '-' ? -magnitude : magnitude
}

/** Returns the exact decimal of an amount, e.g. `"12.30"` for 1230 EUR, `"1230"` for 1230 JPY. */
export function formatAmount(minor: bigint, currency: string): string {
  const digits = minorDigits(currency)
  const magnitude = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0')
  const sign = minor < 0n ? '-' : ''
  if (digits === 0) return sign + magnitude
  return `${sign}${magnitude.slice(0, -digits)}.${magnitude.slice(-digits)}`
}

/**
 * Formats an amount for a locale, always with the currency's ISO 4217 decimals. Exact for any size.
 * An invalid BCP 47 tag falls back to `en`.
 */
export function formatMoney(minor: bigint, currency: string, locale = 'en'): string {
  const decimal = formatAmount(minor, currency) as Intl.StringNumericLiteral
  return moneyFormat(currency, locale).format(decimal)
}

/**
 * Returns `n / d` rounded to the nearest integer, halves to the even neighbor.
 * @throws MoneyError when d is zero
 */
export function divideHalfEven(n: bigint, d: bigint): bigint {
  if (d === 0n) throw new MoneyError("Can't divide an amount by zero.")
  const [numerator, divisor] = d < 0n ? [-n, -d] : [n, d]
  const truncated = numerator / divisor
  const rest = numerator % divisor
  const twice = 2n * (rest < 0n ? -rest : rest)
  const isUp = twice > divisor || (twice === divisor && truncated % 2n !== 0n)
  if (!isUp) return truncated
  return numerator < 0n ? truncated - 1n : truncated + 1n
}

/**
 * Returns R(n) = round_half_even(total · n / of), the value of the first n of `of` units. R(of) is the
 * total, so the differences R(k + q) - R(k) always add up to it.
 * @throws MoneyError unless 0 <= n <= of, of > 0 and both are whole
 */
export function cumulativeShare(total: bigint, n: number, of: number): bigint {
  if (!Number.isSafeInteger(n) || !Number.isSafeInteger(of) || n < 0 || of < 1 || n > of) {
    throw new MoneyError(`Invalid share: ${n} of ${of} units.`)
  }
  return divideHalfEven(total * BigInt(n), BigInt(of))
}

/**
 * Splits a total by weights so that the parts add up to it exactly: each part is its share rounded
 * toward zero; the remaining units go to the largest remainders, the earlier part on a tie. All-zero
 * weights count as equal weights.
 * @throws MoneyError when a weight is negative, or the total isn't zero and there are no weights
 */
export function splitByLargestRemainder(total: bigint, weights: readonly bigint[]): bigint[] {
  if (weights.some((weight) => weight < 0n)) throw new MoneyError("Weights can't be negative.")
  if (weights.length === 0 && total !== 0n) throw new MoneyError('At least one weight is required.')
  const sum = weights.reduce((a, b) => a + b, 0n)
  const [effective, divisor] =
    sum === 0n ? [weights.map(() => 1n), BigInt(weights.length)] : [weights, sum]
  const magnitude = total < 0n ? -total : total
  const shares = effective.map((weight, index) => {
    const product = magnitude * weight
    return { index, part: product / divisor, remainder: product % divisor }
  })
  const left = shares.reduce((rest, { part }) => rest - part, magnitude)
  const byRemainder = shares.toSorted(
    (a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder),
  )
  for (const share of byRemainder.slice(0, Number(left))) share.part += 1n
  return shares.map(({ part }) => (total < 0n ? -part : part))
}

const formats = new Map<string, Intl.NumberFormat>()

function moneyFormat(currency: string, locale: string): Intl.NumberFormat {
  const key = `${currency} ${locale}`
  const known = formats.get(key)
  if (known) return known
  const digits = minorDigits(currency)
  const format = new Intl.NumberFormat(supportedLocale(locale), {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  // Locales come from storefronts: limit the cache in case of many invalid ones.
  if (formats.size >= 500) formats.clear()
  formats.set(key, format)
  return format
}

function supportedLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en'
  } catch {
    return 'en'
  }
}

/** Avoids /0+$/, which takes quadratic time on long runs of zeros followed by another digit. */
function withoutTrailingZeros(fraction: string): string {
  let end = fraction.length
  while (end > 0 && fraction[end - 1] === '0') end -= 1
  return fraction.slice(0, end)
}

function excerpt(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
