import { readFileSync } from 'node:fs'
import { data as packaged } from 'currency-codes'
import { describe, expect, it, test } from 'vitest'
import { sharedFixtures } from '@/test/support/shared-fixtures'
import {
  cumulativeShare,
  formatAmount,
  formatMoney,
  isCurrency,
  minorDigits,
  parseAmount,
  splitByLargestRemainder,
} from './money'

const CASES = sharedFixtures('money conformance', 'money/cases.json')
const CURRENCIES = sharedFixtures('ISO 4217 list one', 'currency/iso-4217-list-one.xml')

type Case = { group: string; id: string; input: unknown; expected: unknown }

const cases: Case[] = CASES.exists ? JSON.parse(readFileSync(CASES.path, 'utf8')).cases : []
const casesOf = <Input, Expected>(group: string) =>
  cases.filter((one) => one.group === group) as (Case & { input: Input; expected: Expected })[]

describe.runIf(CURRENCIES.exists)('ISO 4217 list one', () => {
  const xml = CURRENCIES.exists ? readFileSync(CURRENCIES.path, 'utf8') : ''
  const listed = new Map(
    [...xml.matchAll(/<Ccy>(\w{3})<\/Ccy>[\s\S]*?<CcyMnrUnts>([^<]+)</g)].map(
      ([, code = '', units = '']) => [code, units],
    ),
  )

  test('every code has the minor units of the ISO list', () => {
    expect(listed.size).toBeGreaterThan(170)
    for (const [code, units] of listed) {
      if (units === 'N.A.') expect(isCurrency(code), code).toBe(false)
      else expect(minorDigits(code), code).toBe(Number(units))
    }
    for (const { code } of packaged) expect(listed.has(code), code).toBe(true)
  })

  test('amounts show ISO decimals where CLDR differs', () => {
    const differing = [...listed].filter(([code, units]) => {
      const format = new Intl.NumberFormat('en', { style: 'currency', currency: code })
      return units !== 'N.A.' && format.resolvedOptions().maximumFractionDigits !== Number(units)
    })
    expect(differing.length).toBeGreaterThan(10)
    for (const [code, units] of differing) {
      const [, decimals = ''] = formatMoney(123_456_789n, code, 'en').split('.')
      expect(decimals.length, code).toBe(Number(units))
    }
  })
})

describe.runIf(cases.length > 0)('public money cases', () => {
  it('splits by weight', () => {
    type Input = { weights: number[]; total_minor: number }
    for (const one of casesOf<Input, { parts_minor: number[] }>('proration-minor-units')) {
      const { weights, total_minor: total } = one.input
      const parts = splitByLargestRemainder(BigInt(total), weights.map(BigInt))
      expect(parts, one.id).toEqual(one.expected.parts_minor.map(BigInt))
    }
  })

  it('distributes a discount over lines', () => {
    type Input = { line_totals: number[]; amount: number }
    type Expected = { parts?: (number | string)[]; parts_any_order?: string[] }
    for (const one of casesOf<Input, Expected>('distribute-amount')) {
      const read = (amount: number | string) => parseAmount(String(amount), 'USD')
      const parts = splitByLargestRemainder(read(one.input.amount), one.input.line_totals.map(read))
      const { parts: ordered, parts_any_order: unordered } = one.expected
      const sorted = (amounts: bigint[]) => amounts.map(Number).toSorted((a, b) => a - b)
      if (ordered) expect(parts, one.id).toEqual(ordered.map(read))
      expect(sorted(parts), one.id).toEqual(sorted((ordered ?? unordered ?? []).map(read)))
    }
  })

  it('refunds a line with what was paid after its share of the order discount', () => {
    type Line = {
      quantity: number
      price: string
      subtotal: string
      total_cart_discount_amount: string
    }
    const suggested = casesOf<unknown, { refund: { refund_line_items: Line[] } }>(
      'shopify-refund-calculate',
    ).flatMap((one) => one.expected.refund.refund_line_items)
    expect(suggested.length).toBeGreaterThan(0)
    const list = parseAmount('199.00', 'USD')
    const discounts = splitByLargestRemainder(parseAmount('10.00', 'USD'), [list, list, list])
    for (const line of suggested) {
      const discount = discounts.findLast(
        (part) => list - part === parseAmount(line.subtotal, 'USD'),
      )
      expect(formatAmount(discount ?? 0n, 'USD')).toBe(line.total_cart_discount_amount)
      const given = cumulativeShare(list - (discount ?? 0n), line.quantity, 1)
      expect(formatAmount(given, 'USD')).toBe(line.subtotal)
    }
  })

  it.skip('gift-card-against-gross: here a gift card is a tender and never lowers net or gross', () => {})
  it.skip('payment-event-ledger: there refunds lower what was charged; here both are kept apart', () => {})
})
