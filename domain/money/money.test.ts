import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  cumulativeShare,
  divideHalfEven,
  formatAmount,
  formatMoney,
  isCurrency,
  MoneyError,
  minorDigits,
  parseAmount,
  splitByLargestRemainder,
} from './money'

const runs = { numRuns: 10_000 }
const currency = fc.constantFrom('JPY', 'EUR', 'HUF', 'KWD', 'CLF')
const minor = fc.bigInt({ min: -(2n ** 63n) + 1n, max: 2n ** 63n - 1n })

describe('currencies', () => {
  it('uses ISO 4217 decimals, not the browser’s display digits', () => {
    expect(['JPY', 'EUR', 'KWD', 'CLF'].map(minorDigits)).toEqual([0, 2, 3, 4])
    expect(['HUF', 'IDR', 'IQD', 'ISK'].map(minorDigits)).toEqual([2, 2, 3, 0])
  })

  it.each(['usd', 'XXX', 'XAU', 'ZZZ', '', 'constructor'])('rejects %o', (code) => {
    expect(isCurrency(code)).toBe(false)
    expect(() => minorDigits(code)).toThrow(MoneyError)
  })
})

describe('parseAmount', () => {
  it.each([
    ['12.30', 'EUR', 1230n],
    ['12.3', 'EUR', 1230n],
    ['12', 'EUR', 1200n],
    ['-0.50', 'EUR', -50n],
    ['-0.00', 'EUR', 0n],
    ['007.1', 'EUR', 710n],
    ['12.3000', 'EUR', 1230n],
    ['1500.00', 'JPY', 1500n],
    ['1.234', 'KWD', 1234n],
    ['92233720368547758.07', 'EUR', 2n ** 63n - 1n],
    ['-92233720368547758.07', 'EUR', -(2n ** 63n) + 1n],
    [`0.${'0'.repeat(100_000)}`, 'EUR', 0n],
  ])('reads %s %s', (text, code, expected) => {
    expect(parseAmount(text, code)).toBe(expected)
  })

  it.each([
    ['1.001', 'EUR', '"1.001" has more decimals than EUR allows (2).'],
    ['1.5', 'JPY', '"1.5" has more decimals than JPY allows (0).'],
    ['92233720368547758.08', 'EUR', '"92233720368547758.08" EUR is too large.'],
    ['9'.repeat(50), 'JPY', `"${'9'.repeat(40)}…" JPY is too large.`],
    ['1e3', 'EUR', '"1e3" is not a valid amount.'],
    ['NaN', 'EUR', '"NaN" is not a valid amount.'],
    ['', 'EUR', '"" is not a valid amount.'],
    ['.5', 'EUR', '".5" is not a valid amount.'],
    ['5.', 'EUR', '"5." is not a valid amount.'],
    ['+5', 'EUR', '"+5" is not a valid amount.'],
    ['1,000.00', 'EUR', '"1,000.00" is not a valid amount.'],
    [' 5', 'EUR', '" 5" is not a valid amount.'],
    ['5\n', 'EUR', '"5\n" is not a valid amount.'],
    ['٥', 'EUR', '"٥" is not a valid amount.'],
    ['5', 'EURO', '"EURO" is not a currency code.'],
  ])('refuses %j %s', (text, code, message) => {
    expect(() => parseAmount(text, code)).toThrow(new MoneyError(message))
  })

  test('parses every amount that formatAmount returns', () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        expect(parseAmount(formatAmount(amount, code), code)).toBe(amount)
      }),
      runs,
    )
  })
})

describe('formatMoney', () => {
  it.each([
    [123_456n, 'EUR', 'de-DE', '1.234,56 €'],
    [1_234n, 'JPY', 'ja-JP', '￥1,234'],
    [1_234n, 'KWD', 'en-US', 'KWD 1.234'],
    [1_234n, 'IQD', 'en-US', 'IQD 1.234'],
    [100_000n, 'HUF', 'hu-HU', '1000,00 Ft'],
    [-5n, 'USD', undefined, '-$0.05'],
    [100n, 'USD', 'not a locale', '$1.00'],
    [100n, 'USD', '', '$1.00'],
    [90_071_992_547_409_931_234_567n, 'USD', 'en-US', '$900,719,925,474,099,312,345.67'],
  ])('writes %s %s for %s', (amount, code, locale, expected) => {
    const text = formatMoney(amount, code, locale)
    expect(text.replace(/[\u00a0\u202f]/g, ' ')).toBe(expected)
  })

  test('shows every digit of the amount', () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        const digits = formatMoney(amount, code, 'en-US').replace(/[^0-9.-]/g, '')
        expect(digits).toBe(formatAmount(amount, code))
      }),
      runs,
    )
  })
})

describe('divideHalfEven', () => {
  it.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [7n, -2n, -4n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [-2n, 3n, -1n],
    [0n, 9n, 0n],
  ])('%s / %s is %s', (n, d, expected) => {
    expect(divideHalfEven(n, d)).toBe(expected)
  })

  it('rejects division by zero', () => {
    expect(() => divideHalfEven(1n, 0n)).toThrow(MoneyError)
  })

  test('is never more than a half from the quotient, and even at a half', () => {
    const divisor = fc.bigInt({ min: 1n, max: 1_000n })
    fc.assert(
      fc.property(fc.bigInt({ min: -100_000n, max: 100_000n }), divisor, (n, d) => {
        const rounded = divideHalfEven(n, d)
        const twiceOff = 2n * (n - rounded * d)
        const distance = twiceOff < 0n ? -twiceOff : twiceOff
        expect(distance <= d).toBe(true)
        if (distance === d) expect(rounded % 2n).toBe(0n)
      }),
      runs,
    )
  })
})

describe('cumulativeShare', () => {
  it('makes three units of a 10.00 line add up to 10.00', () => {
    expect([1, 2, 3].map((n) => cumulativeShare(1000n, n, 3))).toEqual([333n, 667n, 1000n])
  })

  it.each([
    [1, 0],
    [-1, 3],
    [4, 3],
    [0.5, 3],
  ])('refuses %s of %s units', (n, of) => {
    expect(() => cumulativeShare(100n, n, of)).toThrow(MoneyError)
  })

  test('is monotonic from zero to the total', () => {
    const total = fc.bigInt({ min: 0n, max: 10n ** 12n })
    fc.assert(
      fc.property(total, fc.integer({ min: 1, max: 60 }), (paid, quantity) => {
        const shares = Array.from({ length: quantity + 1 }, (_, n) =>
          cumulativeShare(paid, n, quantity),
        )
        expect(shares[0]).toBe(0n)
        expect(shares.at(-1)).toBe(paid)
        expect(shares).toEqual(shares.toSorted((a, b) => (a < b ? -1 : 1)))
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('splitByLargestRemainder', () => {
  it.each([
    [1000n, [1n, 1n, 1n], [334n, 333n, 333n]],
    [-1000n, [1n, 1n, 1n], [-334n, -333n, -333n]],
    [10n, [0n, 0n], [5n, 5n]],
    [10n, [0n, 3n], [0n, 10n]],
    [0n, [], []],
  ])('splits %s over %s', (total, weights, expected) => {
    expect(splitByLargestRemainder(total, weights)).toEqual(expected)
  })

  it('rejects negative weights and a total without weights', () => {
    expect(() => splitByLargestRemainder(1n, [2n, -1n])).toThrow(MoneyError)
    expect(() => splitByLargestRemainder(1n, [])).toThrow(MoneyError)
  })

  test('adds up exactly, each part within one unit of its share', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), {
      minLength: 1,
      maxLength: 30,
    })
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), weights, (total, parts) => {
        const split = splitByLargestRemainder(total, parts)
        const sum = parts.reduce((a, b) => a + b, 0n)
        expect(split.reduce((a, b) => a + b, 0n)).toBe(total)
        for (const [index, part] of split.entries()) {
          const [weight, whole] =
            sum === 0n ? [1n, BigInt(parts.length)] : [parts[index] ?? 0n, sum]
          const off = part * whole - total * weight
          expect((off < 0n ? -off : off) < whole).toBe(true)
        }
      }),
      runs,
    )
  })
})
