import { expect, test } from 'vitest'
import { orderData, orderLine, orderTender } from '@/test/support/order-data'
import { priceRows } from './price-rows'

const labelsOf = (data = orderData()) => priceRows(data).map(({ label }) => label)
const rowOf = (label: string, data: ReturnType<typeof orderData>) => {
  const row = priceRows(data).find((candidate) => candidate.label === label)
  if (!row) throw new Error(`No row ${label}.`)
  return row
}

test('lists the rows in the order of the article', () => {
  expect(labelsOf()).toEqual([
    'Sub total',
    'Duties (DOM)',
    'Duties (INTL)',
    'Taxes',
    'Shipping',
    'Discounts',
    'Total',
    'Paid',
    'Refunded',
    'Balance',
  ])
})

test('adds rows for tips, fees and chargebacks only when there are any', () => {
  const order = { tipMinor: 100n, feeMinor: 50n }
  const payments = [orderTender({ chargedBackMinor: 10n })]
  const labels = labelsOf(orderData({ order, payments }))
  expect(labels).toEqual(expect.arrayContaining(['Tip', 'Additional fees', 'Charged back']))
})

test('breaks the sub total down by line, in both currencies', () => {
  const lines = [orderLine({ quantity: 2, unitPriceShopMinor: 1_400n })]
  const order = { subtotalMinor: 3_198n, subtotalShopMinor: 2_800n }
  expect(rowOf('Sub total', orderData({ order, lines }))).toMatchObject({
    minor: 3_198n,
    shopMinor: 2_800n,
    breakdown: [{ label: '2 × Red shirt', minor: 3_198n, shopMinor: 2_800n }],
  })
})

test('sums taxes by name and rate, and notes them', () => {
  const tax = { lineId: 'line-1', shippingLineId: null, dutyId: null, title: 'VAT', rate: '0.19' }
  const taxLines = [
    { ...tax, amountMinor: 19n, amountShopMinor: 17n },
    { ...tax, lineId: 'line-2', amountMinor: 38n, amountShopMinor: 34n },
  ]
  const order = { taxesIncluded: true, taxMinor: 57n, taxShopMinor: 51n }
  expect(rowOf('Taxes (included)', orderData({ order, taxLines }))).toMatchObject({
    minor: 57n,
    notes: ['VAT 19 %'],
    breakdown: [{ label: 'VAT 19 %', minor: 57n, shopMinor: 51n }],
  })
})

test('splits duties by scope, with the HS code', () => {
  const duty = { lineId: 'line-1', amountMinor: 300n, amountShopMinor: 270n }
  const duties = [
    { ...duty, scope: 'international', hsCode: '610910' },
    { ...duty, scope: 'domestic', lineId: 'unknown', hsCode: null },
  ]
  const data = orderData({ lines: [orderLine()], duties })
  expect(rowOf('Duties (INTL)', data).breakdown).toEqual([
    { label: 'Red shirt, HS 610910', minor: 300n, shopMinor: 270n },
  ])
  expect(rowOf('Duties (DOM)', data).breakdown).toMatchObject([{ label: 'Unknown item' }])
})

test('shows discounts as negative amounts and notes each code once', () => {
  const discount = { label: 'SUMMER', amountMinor: 100n, amountShopMinor: 90n }
  const order = { discountMinor: 200n, discountShopMinor: 180n }
  expect(rowOf('Discounts', orderData({ order, discounts: [discount, discount] }))).toMatchObject({
    minor: -200n,
    notes: ['SUMMER'],
    breakdown: [
      { label: 'SUMMER', minor: -100n, shopMinor: -90n },
      { label: 'SUMMER', minor: -100n, shopMinor: -90n },
    ],
  })
})

test('the balance is the total less what was captured, in both currencies', () => {
  const payments = [
    orderTender({ capturedMinor: 7_890n, capturedShopMinor: 7_000n }),
    orderTender({ kind: 'gift_card', brand: null, capturedMinor: 100n, capturedShopMinor: 90n }),
  ]
  const order = { totalMinor: 10_000n, totalShopMinor: 9_000n }
  const data = orderData({ order, payments })
  expect(rowOf('Paid', data)).toMatchObject({
    minor: 7_990n,
    shopMinor: 7_090n,
    breakdown: [{ label: 'Visa •••• 4242' }, { label: 'Gift card •••• 4242' }],
  })
  expect(rowOf('Balance', data)).toMatchObject({ minor: 2_010n, shopMinor: 1_910n })
})

test('shows refunds as negative amounts of the tenders that were refunded', () => {
  const payments = [orderTender({ refundedMinor: 500n, refundedShopMinor: 450n }), orderTender()]
  expect(rowOf('Refunded', orderData({ payments }))).toMatchObject({
    minor: -500n,
    breakdown: [{ label: 'Visa •••• 4242', minor: -500n, shopMinor: -450n }],
  })
})

test('leaves out tenders in another currency than the order', () => {
  const payments = [orderTender({ currency: 'EUR', capturedMinor: 5_000n })]
  const data = orderData({ order: { totalMinor: 5_000n }, payments })
  expect(rowOf('Paid', data).minor).toBe(0n)
  expect(rowOf('Balance', data).minor).toBe(5_000n)
})

test('a chargeback has no amount in the shop currency', () => {
  const payments = [orderTender({ chargedBackMinor: 700n })]
  const row = rowOf('Charged back', orderData({ payments }))
  expect(row.minor).toBe(-700n)
  expect(row.shopMinor).toBeUndefined()
})
