import { expect, test } from 'vitest'
import { orderData, orderLine } from '@/test/support/order-data'
import { linePaid, lineWaterfall } from './line-waterfall'

const taxed = orderLine({
  quantity: 2,
  discountMinor: 198n,
  paidMinor: 3_000n,
  paidShopMinor: 2_700n,
  taxMinor: 240n,
  taxShopMinor: 216n,
})
const taxLines = [{ lineId: 'line-1', title: 'State tax', rate: '0.08', amountMinor: 240n }]

test('the paid amount includes a tax that was added to the price', () => {
  expect(linePaid(taxed, { taxesIncluded: false })).toEqual({ minor: 3_240n, shopMinor: 2_916n })
  expect(linePaid(taxed, { taxesIncluded: true })).toEqual({ minor: 3_000n, shopMinor: 2_700n })
})

test('lists price, discount, tax and paid amount', () => {
  expect(lineWaterfall(taxed, orderData({ taxLines }))).toEqual([
    { label: 'List price × 2', minor: 3_198n },
    { label: 'Discounts', minor: -198n },
    { label: 'After discounts', minor: 3_000n, isSum: true },
    { label: 'State tax 8 %', minor: 240n },
    { label: 'Paid', minor: 3_240n, isSum: true },
  ])
})

test('names each discount when the allocations add up to the total', () => {
  const discounts = [
    { id: 'discount-1', label: 'SUMMER' },
    { id: 'discount-2', label: 'VIP' },
  ]
  const allocations = [
    { lineId: 'line-1', discountId: 'discount-1', amountMinor: 100n },
    { lineId: 'line-1', discountId: 'discount-2', amountMinor: 98n },
    { lineId: 'line-2', discountId: 'discount-2', amountMinor: 500n },
  ]
  const labels = (parts: object) =>
    lineWaterfall(taxed, orderData({ discounts, ...parts })).map(({ label }) => label)
  expect(labels({ allocations })).toEqual(
    expect.arrayContaining(['SUMMER', 'VIP', 'After discounts']),
  )
  expect(labels({ allocations: allocations.slice(0, 1) })).toContain('Discounts')
})

test('marks included taxes', () => {
  const data = orderData({ order: { taxesIncluded: true }, taxLines })
  expect(lineWaterfall(taxed, data)).toContainEqual({
    label: 'State tax 8 % (included)',
    minor: 240n,
  })
})

test('subtracts succeeded refunds with their tax', () => {
  const lines = [{ lineId: 'line-1', amountMinor: 1_500n, taxMinor: 120n }]
  const resolutions = [
    { kind: 'refund', status: 'succeeded', lines },
    { kind: 'refund', status: 'failed', lines },
    { kind: 'reshipment', status: 'succeeded', lines },
  ]
  expect(lineWaterfall(taxed, orderData({ resolutions })).slice(-2)).toEqual([
    { label: 'Refunded', minor: -1_620n },
    { label: 'Net paid', minor: 1_620n, isSum: true },
  ])
  const included = orderData({ order: { taxesIncluded: true }, resolutions })
  expect(lineWaterfall(taxed, included).slice(-2)).toEqual([
    { label: 'Refunded', minor: -1_500n },
    { label: 'Net paid', minor: 1_500n, isSum: true },
  ])
})
