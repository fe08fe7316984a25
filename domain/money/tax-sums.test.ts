import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumTaxes, type TaxLine } from './tax-sums'

const tax = (of: Partial<TaxLine>, amountMinor: bigint, title = 'VAT'): TaxLine => ({
  lineId: null,
  shippingLineId: null,
  dutyId: null,
  title,
  rate: '0.2',
  amountMinor,
  ...of,
})

test('a tax that is sent twice counts once, over lines, shipping and duties', () => {
  const pieces = [
    tax({ lineId: 'a' }, 300n),
    tax({ shippingLineId: 's' }, 100n),
    tax({ dutyId: 'd' }, 7n),
  ]
  const expected = [{ title: 'VAT', rate: '0.2', amountMinor: 407n }]
  expect(sumTaxes([tax({}, 407n), ...pieces], 407n)).toEqual(expected)
  expect(sumTaxes(pieces, 407n)).toEqual(expected)
  expect(sumTaxes([tax({}, 407n)], 407n)).toEqual(expected)
})

test('jurisdictions and rates are listed separately', () => {
  const lines = [
    tax({ lineId: 'a' }, 725n, 'California State Tax'),
    tax({ lineId: 'a' }, 125n, 'County Tax'),
    tax({ lineId: 'b', rate: '0.05' }, 50n, 'County Tax'),
  ]
  expect(sumTaxes(lines, 900n).map(({ title, rate }) => [title, rate])).toEqual([
    ['California State Tax', '0.2'],
    ['County Tax', '0.2'],
    ['County Tax', '0.05'],
  ])
})

test('order-level sums are used when the items do not add up to the tax', () => {
  expect(sumTaxes([tax({ lineId: 'a' }, 299n), tax({}, 300n)], 300n)).toEqual([
    { title: 'VAT', rate: '0.2', amountMinor: 300n },
  ])
  expect(sumTaxes([], 300n)).toEqual([{ title: 'Tax', rate: null, amountMinor: 300n }])
  expect(sumTaxes([], 0n)).toEqual([])
})

test('the rows always add up to the tax of the order', () => {
  const line = fc
    .record({
      lineId: fc.option(fc.constantFrom('a', 'b')),
      title: fc.constantFrom('VAT', 'GST'),
      rate: fc.option(fc.constantFrom('0.2', '0.05')),
      amountMinor: fc.bigInt(0n, 10_000n),
    })
    .map((given) => ({ shippingLineId: null, dutyId: null, ...given }))
  fc.assert(
    fc.property(fc.array(line), fc.bigInt(0n, 100_000n), (lines, taxMinor) => {
      const sum = sumTaxes(lines, taxMinor).reduce((all, { amountMinor }) => all + amountMinor, 0n)
      expect(sum).toBe(taxMinor)
    }),
  )
})
