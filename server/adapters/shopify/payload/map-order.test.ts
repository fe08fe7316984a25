import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatAmount, minorDigits } from '@/domain/money/money'
import { addAmounts, NO_AMOUNT, type OrderSnapshot } from '@/domain/order/order-snapshot'
import {
  type TestOrder,
  testAddress,
  testOrder,
  withExactIds,
} from '@/test/support/shopify-payloads'
import { parseLossless } from '../json/lossless-json'
import { mapOrder } from './map-order'
import { orderPayload } from './order-payload'
import { PayloadError } from './payload-error'
import { readPayload } from './payload-fields'

function map(given: TestOrder = {}, shipsFromCountry = 'US'): OrderSnapshot {
  const json = parseLossless(Buffer.from(withExactIds(testOrder(given))))
  return mapOrder(readPayload(orderPayload, json), { rank: 1, shipsFromCountry })
}

const problemsOf = (given: TestOrder): readonly string[] => {
  try {
    map(given)
  } catch (error) {
    if (error instanceof PayloadError) return error.problems
    throw error
  }
  return []
}

test('IDs beyond 2^53 keep their digits', () => {
  const snapshot = map({
    id: 'exact:9007199254740993',
    lines: [{ id: 'exact:18446744073709551617', price: { shop: '30.00' } }],
  })
  expect(snapshot.externalId).toBe('9007199254740993')
  expect(snapshot.lines[0]?.externalId).toBe('18446744073709551617')
})

test('an ID that is not a whole number is rejected', () =>
  expect(problemsOf({ id: '8.2e17' })).toEqual(['id: not a valid ID.']))

describe('amounts', () => {
  test('every amount keeps both currencies', () => {
    const { lines, totals, currency, shopCurrency } = map({
      currency: 'USD',
      presentment: 'JPY',
      lines: [{ id: 1, quantity: 2, price: { shop: '15.00', presentment: '2270' } }],
      shipping: { shop: '5.00', presentment: '757' },
      total: { shop: '35.00', presentment: '5297' },
    })
    expect([currency, shopCurrency]).toEqual(['JPY', 'USD'])
    expect(lines[0]?.paid).toEqual({ minor: 4540n, shopMinor: 3000n })
    expect(totals.shipping).toEqual({ minor: 757n, shopMinor: 500n })
    expect(totals.total).toEqual({ minor: 5297n, shopMinor: 3500n })
  })

  test.each([
    ['JPY', '1500', 1500n],
    ['JPY', '1500.00', 1500n],
    ['EUR', '12.3', 1230n],
    ['KWD', '1.234', 1234n],
    ['KWD', '1.2', 1200n],
    ['HUF', '1490.55', 149055n],
  ])('%s %s is %s minor units', (currency, amount, minor) => {
    const { totals } = map({
      currency,
      total: { shop: amount },
      lines: [],
      shipping: { shop: '0' },
    })
    expect(totals.total).toEqual({ minor, shopMinor: minor })
  })

  test('excess decimals are rejected with the field name, never rounded', () => {
    expect(problemsOf({ lines: [{ id: 1, price: { shop: '16.486' } }] })).toEqual([
      expect.stringMatching(/^line_items\[0\]\.price_set\.shop_money: "16\.486" has .*decimals/),
      expect.stringMatching(
        /^line_items\[0\]\.price_set\.presentment_money: "16\.486" has .*decimals/,
      ),
    ])
    const duty = {
      id: '2',
      shop_money: { amount: '164.86', currency_code: 'USD' },
      presentment_money: { amount: '164.86', currency_code: 'USD' },
      tax_lines: [{ title: 'VAT', price: '16.486', rate: 0.1 }],
    }
    expect(problemsOf({ lines: [{ id: 1, price: { shop: '30' }, duties: [duty] }] })).toEqual([
      expect.stringMatching(/^line_items\[0\]\.duties\[0\]\.tax_lines\[0\]\.price: "16\.486" has /),
    ])
  })

  test.each([
    [{ currency: 'DOG' }, 'currency: "DOG" is not a currency code.'],
    [{ total_price: '-1', total_price_set: null }, 'total_price: "-1" is negative.'],
    [{ total_price: '1e3', total_price_set: null }, 'total_price: "1e3" is not a valid amount.'],
    [{ total_price: null, total_price_set: null }, 'total_price: value is missing.'],
    [{ discount: { shop: '50.00' } }, 'line_items[0]: the discount exceeds the price.'],
    [
      { presentment: 'EUR', total_tax: '1.00', total_tax_set: null },
      'total_tax: no amount in EUR.',
    ],
    [
      {
        total_price_set: {
          shop_money: { amount: '35.00', currency_code: 'CAD' },
          presentment_money: { amount: '35.00', currency_code: 'USD' },
        },
      },
      'total_price_set.shop_money: currency is CAD, but must be USD.',
    ],
    [{ line_items: [{ id: 'x', quantity: 1 }] }, 'line_items[0].id: not a valid ID.'],
    [{ updated_at: null }, 'updated_at: value is missing.'],
    [{ updated_at: 'soon' }, 'updated_at: not a valid date.'],
    [{ updated_at: '1' }, 'updated_at: not a valid date.'],
    [{ updated_at: '2026-02-30T00:00:00Z' }, 'updated_at: not a valid date.'],
    [{ updated_at: '2026-03-01T10:00:00' }, 'updated_at: not a valid date.'],
    [{ updated_at: '0000-03-01T10:00:00Z' }, 'updated_at: not a valid date.'],
  ])('%j', (given, problem) => expect(problemsOf(given as TestOrder)).toContain(problem))

  test('a problem truncates the amount it quotes and omits characters that Postgres rejects', () => {
    const [problem] = problemsOf({ total_price: `1\0${'9'.repeat(500)}`, total_price_set: null })
    expect(problem).toMatch(/^total_price: "19{38}…" is not a valid amount\.$/)
  })

  test('any amount in any currency is exact', () => {
    const currencies = fc.constantFrom('JPY', 'EUR', 'KWD', 'USD', 'CLF', 'ISK')
    fc.assert(
      fc.property(
        currencies,
        currencies,
        fc.bigInt(0n, 10n ** 15n),
        fc.bigInt(0n, 10n ** 15n),
        (currency, presentment, shopMinor, presentmentMinor) => {
          const minor = currency === presentment ? shopMinor : presentmentMinor
          const total = {
            shop: formatAmount(shopMinor, currency),
            presentment: formatAmount(minor, presentment),
          }
          const { totals } = map({
            currency,
            presentment,
            total,
            lines: [],
            shipping: { shop: '0', presentment: '0' },
          })
          expect(totals.total).toEqual({ minor, shopMinor })
          const tooPrecise = `${total.shop}${minorDigits(currency) === 0 ? '.' : ''}1`
          expect(
            problemsOf({ currency, presentment, total: { ...total, shop: tooPrecise } }),
          ).not.toEqual([])
        },
      ),
    )
  })
})

describe('discounts', () => {
  const shirts = [1, 2, 3].map((id) => ({ id, price: { shop: '10.00' } }))

  test('a total without allocations is split over the lines by largest remainder', () => {
    const { lines, discounts } = map({ lines: shirts, discount: { shop: '10.00' } })
    expect(lines.map(({ discount }) => discount.minor)).toEqual([334n, 333n, 333n])
    expect(lines.map(({ paid }) => paid.minor)).toEqual([666n, 667n, 667n])
    expect(discounts).toMatchObject([{ label: 'Discount', amount: { minor: 1000n } }])
  })

  test('a shipping discount is allocated first, and the lines share the rest', () => {
    const shipping = { title: 'Generic', price: '10.00', discounted_price: '0.00' }
    const { lines, shippingLines } = map({
      lines: shirts,
      discount: { shop: '20.00' },
      shipping_lines: [shipping],
    })
    expect(shippingLines[0]?.discount.minor).toBe(1000n)
    expect(lines.map(({ discount }) => discount.minor)).toEqual([334n, 333n, 333n])
  })

  test('allocations are grouped by discount', () => {
    const { discounts, lines } = map({
      discount: { shop: '4.00' },
      discount_applications: [
        { type: 'discount_code', code: 'SPRING', value: '10.0', value_type: 'percentage' },
        { type: 'manual', title: 'Sorry 🙏', value: '1.0', value_type: 'fixed_amount' },
      ],
      lines: [
        {
          id: 1,
          price: { shop: '20.00' },
          discounts: [{ amount: { shop: '2.00' }, application: 0 }],
        },
        {
          id: 2,
          price: { shop: '10.00' },
          discounts: [
            { amount: { shop: '1.00' }, application: 0 },
            { amount: { shop: '1.00' }, application: 1 },
          ],
        },
      ],
    })
    expect(discounts).toMatchObject([
      { kind: 'discount_code', label: 'SPRING', amount: { minor: 300n } },
      { kind: 'manual', label: 'Sorry', amount: { minor: 100n } },
    ])
    expect(lines.map(({ paid }) => paid.minor)).toEqual([1800n, 800n])
  })

  test('the parts of a split total add up in both currencies', () => {
    const prices = fc.array(fc.bigInt(0n, 100_000n), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(prices, fc.nat(100), (list, percent) => {
        const sum = list.reduce((a, b) => a + b, 0n)
        const totalMinor = (sum * BigInt(percent)) / 100n
        const { lines, discounts } = map({
          presentment: 'KWD',
          lines: list.map((minor, id) => ({
            id,
            price: { shop: formatAmount(minor, 'USD'), presentment: formatAmount(minor, 'KWD') },
          })),
          discount: {
            shop: formatAmount(totalMinor, 'USD'),
            presentment: formatAmount(totalMinor, 'KWD'),
          },
          shipping: { shop: '0', presentment: '0' },
          total: { shop: '0', presentment: '0' },
        })
        expect(addAmounts(lines.map(({ discount }) => discount)).minor).toBe(totalMinor)
        expect(addAmounts(discounts.map(({ amount }) => amount)).shopMinor).toBe(totalMinor)
        expect(lines.every(({ paid }) => paid.minor >= 0n && paid.shopMinor >= 0n)).toBe(true)
      }),
    )
  })
})

describe('taxes and duties', () => {
  const duty = {
    id: '2',
    harmonized_system_code: '520300',
    country_code_of_origin: 'ca',
    shop_money: { amount: '4.00', currency_code: 'USD' },
    presentment_money: { amount: '4.00', currency_code: 'USD' },
    tax_lines: [{ title: 'VAT', price: '0.40', rate: 0.1 }],
  }
  const taxed = {
    id: 1,
    price: { shop: '30.00' },
    taxes: [{ title: 'GST', rate: 0.05, price: { shop: '1.50' } }],
    duties: [duty],
  }

  test('a duty is international if the parcel crosses a border, else domestic', () => {
    const abroad = map({ lines: [taxed], shipping_address: testAddress({ country_code: 'CA' }) })
    expect(abroad.totals).toMatchObject({
      dutyInternational: { minor: 400n },
      dutyDomestic: { minor: 0n },
    })
    expect(map({ lines: [taxed] }).totals).toMatchObject({
      dutyInternational: { minor: 0n },
      dutyDomestic: { minor: 400n },
    })
    expect(abroad.lines[0]).toMatchObject({
      tax: { minor: 150n },
      hsCode: '520300',
      originCountry: 'CA',
      duties: [{ scope: 'international', taxes: [{ title: 'VAT', amount: { minor: 40n } }] }],
    })
  })

  test('an order-wide sum of duties is used if no line has duties', () => {
    const set = { shop_money: duty.shop_money, presentment_money: duty.presentment_money }
    const nested = { original_total_duties_set: { original_total_duties_set: set } }
    expect(map(nested).totals.dutyInternational.minor).toBe(400n)
  })

  test("a tip in the shop currency is converted at the order's rate", () => {
    const total = { shop: '20.00', presentment: '3000' }
    const lines = [{ id: 1, price: { shop: '20.00', presentment: '3000' } }]
    const shipping = { shop: '0', presentment: '0' }
    const { totals } = map({
      presentment: 'JPY',
      total,
      lines,
      shipping,
      total_tip_received: '1.50',
    })
    expect(totals.tip).toEqual({ minor: 225n, shopMinor: 150n })
  })
})

describe('additional fees', () => {
  const set = {
    shop_money: { amount: '2.50', currency_code: 'USD' },
    presentment_money: { amount: '375', currency_code: 'JPY' },
  }

  test('fees for crossing a border are separate from duties and taxes', () => {
    const given = { presentment: 'JPY', original_total_additional_fees_set: set }
    expect(map(given).totals.fee).toEqual({ minor: 375n, shopMinor: 250n })
    expect(map({ original_total_additional_fees_set: null }).totals.fee).toEqual(NO_AMOUNT)
  })
})

describe('text', () => {
  const NAMES = [
    'Søren Kierkegaard',
    'Ελένη Παπαδοπούλου',
    'Дмитрий Шостакович',
    'مُحَمَّد بن سلمان',
    'דָּוִד בן־גוריון',
    '山田 太郎',
    '김철수',
    'नरेन्द्र मोदी',
    'ประยุทธ์ จันทร์โอชา',
    'ნინო ბერიძე',
    'Արամ Խաչատրյան',
    'তাসলিমা নাসরিন',
    'አበበ ቢቂላ',
    'ញ៉ុន សុភា',
  ]

  test.each(NAMES)('%s keeps every character', (name) => {
    const { shippingAddress, customerName } = map({
      shipping_address: testAddress({ name, address1: name, city: name }),
      customer: { id: 1, first_name: name, last_name: null },
    })
    const expected = name.normalize('NFC')
    expect(shippingAddress).toMatchObject({ name: expected, address1: expected, city: expected })
    expect(customerName).toBe(expected)
  })

  test('emoji are removed, and fields that were only emoji are reported', () => {
    const { shippingAddress } = map({
      shipping_address: testAddress({
        name: 'Zoë 👩‍👩‍👧',
        address1: '🏠🏠',
        company: '™ & © No. 5',
      }),
    })
    expect(shippingAddress).toMatchObject({
      name: 'Zoë',
      address1: '',
      company: '™ & © No. 5',
      emptiedFields: ['address1'],
    })
  })

  test('NUL and lone surrogates are removed', () => {
    const bad = 'a\0b\ud800c'
    const snapshot = map({
      note: bad,
      tags: `${bad}, vip`,
      email: bad,
      shipping_address: testAddress({ address1: bad }),
      lines: [
        {
          id: 1,
          title: bad,
          sku: bad,
          price: { shop: '30' },
          properties: [{ name: bad, value: bad }],
        },
      ],
    })
    const stored = JSON.stringify(snapshot, (_, value) =>
      typeof value === 'bigint' ? `${value}` : value,
    )
    expect(stored).not.toMatch(/\\u0000|\\ud800/)
    expect(snapshot.tags).toEqual(['abc', 'vip'])
    expect(snapshot.customerNote).toBe('abc')
  })
})
