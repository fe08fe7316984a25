import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { splitByLargestRemainder } from '../money/money'
import { quoteRefund, type RefundChoice, type RefundQuote } from './quote-refund'
import { quoteReshipment, unitsToReship } from './quote-reshipment'
import { RefundError } from './refund-error'
import { type RefundFacts, type RefundTender, unitsLeft } from './refund-facts'
import { tenderCapMinor } from './tender-cap'

const NOTHING: RefundChoice = {
  scope: 'partial',
  method: 'cash',
  lines: [],
  restock: 'none',
  parts: {
    shipping: 'none',
    dutyDomestic: 'none',
    dutyInternational: 'none',
    tip: 'none',
    fee: 'none',
  },
  override: undefined,
  split: undefined,
}
const EVERYTHING: RefundChoice = {
  ...NOTHING,
  scope: 'full',
  parts: { shipping: 'all', dutyDomestic: 'all', dutyInternational: 'all', tip: 'all', fee: 'all' },
}

const amount = fc.bigInt({ min: 0n, max: 10n ** 6n })
const anyLine = fc
  .record({
    quantity: fc.integer({ min: 1, max: 6 }),
    unitPriceMinor: amount,
    percent: fc.integer({ min: 0, max: 100 }),
    taxes: fc.array(amount, { maxLength: 2 }),
  })
  .map(({ quantity, unitPriceMinor, percent, taxes }, _index = 0) => ({
    title: 'Item',
    variantTitle: null,
    sku: null,
    quantity,
    unitPriceMinor,
    paidMinor: (unitPriceMinor * BigInt(quantity) * BigInt(percent)) / 100n,
    taxes: taxes.map((amountMinor, n) => ({ title: `Tax ${n}`, rate: null, amountMinor })),
    refundedUnits: 0,
    reshippedUnits: 0,
    shippedUnits: quantity,
    isShippable: true,
  }))
const anyTender = fc.record({
  kind: fc.constantFrom('card', 'wallet', 'gift_card'),
  day: fc.nat({ max: 3 }),
  weight: fc.bigInt({ min: 1n, max: 9n }),
  rate: fc.bigInt({ min: 1n, max: 500n }),
  isActive: fc.boolean(),
})
const anyOrder = fc
  .record({
    currency: fc.constantFrom('JPY', 'EUR', 'KWD'),
    taxesIncluded: fc.boolean(),
    lines: fc.array(anyLine, { minLength: 1, maxLength: 4 }),
    tenders: fc.array(anyTender, { minLength: 1, maxLength: 4 }),
    parts: fc.tuple(amount, amount, amount, amount, amount),
  })
  .map(({ currency, taxesIncluded, lines, tenders, parts }): RefundFacts => {
    const part = (paidMinor: bigint) => ({ paidMinor, refundedMinor: 0n })
    const paid = [
      ...lines.map((line) => line.paidMinor),
      ...(taxesIncluded ? [] : lines.flatMap((line) => line.taxes.map((tax) => tax.amountMinor))),
      ...parts,
    ].reduce((sum, one) => sum + one, 0n)
    const shares = splitByLargestRemainder(
      paid,
      tenders.map(({ weight }) => weight),
    )
    return {
      orderId: 'order',
      orderName: '#1',
      orderStatus: 'completed',
      currency,
      shopCurrency: 'USD',
      taxesIncluded,
      lines: lines.map((line, index) => ({ id: `line ${index}`, ...line })),
      parts: {
        shipping: part(parts[0]),
        dutyDomestic: part(parts[1]),
        dutyInternational: part(parts[2]),
        tip: part(parts[3]),
        fee: part(parts[4]),
      },
      tenders: tenders.map(({ kind, day, rate, isActive }, index) => ({
        id: `tender ${index}`,
        kind,
        capturedAt: new Date(day),
        capturedMinor: shares[index] ?? 0n,
        capturedShopMinor: ((shares[index] ?? 0n) * rate) / 100n,
        refundedMinor: 0n,
        refundedShopMinor: 0n,
        chargedBackMinor: 0n,
        isActive: kind !== 'gift_card' || isActive,
        isReachable: kind !== 'gift_card',
        giftCardId: kind === 'gift_card' && isActive ? 'card' : null,
        brand: null,
        lastFour: null,
        gateway: 'stripe',
        gatewayReference: 'pi',
      })),
    }
  })

const anyStep = fc.record({
  isReshipment: fc.boolean(),
  method: fc.constantFrom('cash', 'gift_card'),
  /** Share of the remaining units or amount to take, in percent. */
  lines: fc.array(fc.nat({ max: 100 }), { minLength: 4, maxLength: 4 }),
  parts: fc.array(fc.nat({ max: 100 }), { minLength: 5, maxLength: 5 }),
})

function shareOf(left: number, percent: number | undefined): number {
  return Math.floor((left * (percent ?? 0)) / 100)
}

/** Applies a refund to the facts as the tables would, and checks its invariants. */
function book(facts: RefundFacts, quote: RefundQuote, method: string): void {
  let sum = 0n
  for (const part of quote.tenders) {
    const tender = facts.tenders.find(({ id }) => id === part.tenderId) as RefundTender
    expect(part.amountMinor > 0n && part.amountMinor <= tenderCapMinor(tender)).toBe(true)
    const isCash = !part.newGiftCard && tender.kind !== 'gift_card'
    expect(isCash).toBe(tender.kind !== 'gift_card' && method === 'cash')
    tender.refundedMinor += part.amountMinor
    tender.refundedShopMinor += part.amountShopMinor
    sum += part.amountMinor
  }
  expect(sum).toBe(quote.totalMinor)
  for (const { lineId, quantity } of quote.lines) {
    const line = facts.lines.find(({ id }) => id === lineId)
    if (line) line.refundedUnits += quantity
  }
  for (const name of ['shipping', 'dutyDomestic', 'dutyInternational', 'tip', 'fee'] as const) {
    facts.parts[name].refundedMinor += quote.parts[name]
  }
}

test('any sequence of refunds and reshipments adds up to exactly what was paid, in both currencies', () => {
  fc.assert(
    fc.property(anyOrder, fc.array(anyStep, { maxLength: 6 }), (facts, steps) => {
      fc.pre(facts.tenders.some(({ capturedMinor }) => capturedMinor > 0n))
      let resent = 0n
      for (const { isReshipment, method, lines, parts } of steps) {
        if (isReshipment) {
          const chosen = facts.lines
            .map((line, n) => ({
              lineId: line.id,
              quantity: shareOf(unitsToReship(line), lines[n]),
            }))
            .filter(({ quantity }) => quantity > 0)
          const quote = quoteReshipment(facts, chosen, false)
          resent += quote.itemsMinor + (facts.taxesIncluded ? 0n : quote.taxMinor)
          for (const { lineId, quantity } of quote.lines) {
            const line = facts.lines.find(({ id }) => id === lineId)
            if (line) line.reshippedUnits += quantity
          }
          continue
        }
        const left = ({ paidMinor, refundedMinor }: { paidMinor: bigint; refundedMinor: bigint }) =>
          paidMinor - refundedMinor
        const part = (name: keyof RefundFacts['parts'], n: number) =>
          (left(facts.parts[name]) * BigInt(parts[n] ?? 0)) / 100n
        const choice: RefundChoice = {
          ...NOTHING,
          method,
          lines: facts.lines
            .map((line, n) => ({
              lineId: line.id,
              quantity: shareOf(unitsLeft(line), lines[n]),
              restock: 'none' as const,
            }))
            .filter(({ quantity }) => quantity > 0),
          parts: {
            shipping: part('shipping', 0),
            dutyDomestic: part('dutyDomestic', 1),
            dutyInternational: part('dutyInternational', 2),
            tip: part('tip', 3),
            fee: part('fee', 4),
          },
        }
        book(facts, quoteRefund(facts, choice, false), method)
      }
      book(facts, quoteRefund(facts, EVERYTHING, false), 'cash')
      const paid = facts.tenders.reduce((sum, one) => sum + one.capturedMinor, 0n)
      const back = facts.tenders.reduce((sum, one) => sum + one.refundedMinor, 0n)
      expect(back + resent).toBe(paid)
      for (const tender of facts.tenders) {
        if (tender.refundedMinor < tender.capturedMinor) continue
        expect(tender.refundedShopMinor).toBe(
          tender.capturedMinor === 0n ? 0n : tender.capturedShopMinor,
        )
      }
      expect(() =>
        quoteRefund(
          facts,
          { ...NOTHING, override: { totalMinor: paid - back + 1n, reason: 'goodwill' } },
          true,
        ),
      ).toThrow(RefundError)
    }),
    { numRuns: 10_000 },
  )
}, 120_000)

describe('a full refund', () => {
  const order = (change: Partial<RefundFacts> = {}): RefundFacts => ({
    orderId: 'order',
    orderName: '#1',
    orderStatus: 'completed',
    currency: 'USD',
    shopCurrency: 'USD',
    taxesIncluded: false,
    lines: [
      {
        id: 'shirt',
        title: 'Shirt',
        variantTitle: null,
        sku: null,
        quantity: 2,
        unitPriceMinor: 1_000n,
        paidMinor: 1_800n,
        taxes: [{ title: 'VAT', rate: '0.2', amountMinor: 360n }],
        refundedUnits: 0,
        reshippedUnits: 0,
        shippedUnits: 1,
        isShippable: true,
      },
    ],
    parts: {
      shipping: { paidMinor: 500n, refundedMinor: 0n },
      dutyDomestic: { paidMinor: 0n, refundedMinor: 0n },
      dutyInternational: { paidMinor: 0n, refundedMinor: 0n },
      tip: { paidMinor: 0n, refundedMinor: 0n },
      fee: { paidMinor: 0n, refundedMinor: 0n },
    },
    tenders: [
      {
        id: 'visa',
        kind: 'card',
        brand: 'visa',
        lastFour: '4242',
        gateway: 'stripe',
        gatewayReference: 'pi_1',
        capturedAt: new Date(0),
        capturedMinor: 2_660n,
        capturedShopMinor: 2_660n,
        refundedMinor: 0n,
        refundedShopMinor: 0n,
        chargedBackMinor: 0n,
        isActive: true,
        isReachable: true,
        giftCardId: null,
      },
    ],
    ...change,
  })

  it('returns the breakdown of a full refund', () => {
    expect(quoteRefund(order(), EVERYTHING, false)).toMatchObject({
      listMinor: 2_000n,
      discountMinor: 200n,
      itemsMinor: 1_800n,
      taxMinor: 360n,
      taxes: [{ title: 'VAT', rate: '0.2', amountMinor: 360n }],
      totalMinor: 2_660n,
      lines: [{ quantity: 2, unshippedQuantity: 1 }],
    })
  })

  it('stops at the cap when an earlier refund had no items', () => {
    const facts = order()
    const [visa] = facts.tenders
    if (visa) visa.refundedMinor = 660n
    expect(quoteRefund(facts, EVERYTHING, false)).toMatchObject({
      computedMinor: 2_660n,
      adjustmentMinor: -660n,
      totalMinor: 2_000n,
      reason: 'other',
    })
    const partial = { ...EVERYTHING, scope: 'partial' as const }
    const all = { ...partial, lines: [{ lineId: 'shirt', quantity: 2, restock: 'none' as const }] }
    expect(() => quoteRefund(facts, all, false)).toThrow(
      '$26.60 exceeds the refundable amount of $20.00.',
    )
  })

  it.each(['full', 'partial'] as const)('rejects a %s refund of an unpaid order', (scope) => {
    const facts = order()
    const [visa] = facts.tenders
    if (visa) Object.assign(visa, { capturedMinor: 0n, capturedShopMinor: 0n })
    for (const unpaid of [facts, order({ tenders: [] })])
      expect(() => quoteRefund(unpaid, { ...EVERYTHING, scope }, true)).toThrow(
        'No payment was captured for this order, so there is nothing to refund.',
      )
  })

  it('names the gateway of a payment that we can’t refund ourselves', () => {
    const facts = order()
    const [visa] = facts.tenders
    if (visa) Object.assign(visa, { isReachable: false, gateway: 'paypal' })
    const one = { ...NOTHING, lines: [{ lineId: 'shirt', quantity: 1, restock: 'none' as const }] }
    expect(() => quoteRefund(facts, one, false)).toThrow(
      '$10.80 exceeds the refundable amount of $0.00. $26.60 was paid through paypal. Refund it there or as a gift card.',
    )
    expect(quoteRefund(facts, { ...one, method: 'gift_card' }, false).tenders).toMatchObject([
      { tenderId: 'visa', amountMinor: 1_080n, newGiftCard: true },
    ])
  })

  it('accepts a manual split within the caps', () => {
    const facts = order()
    const [visa] = facts.tenders
    if (visa) facts.tenders.push({ ...visa, id: 'amex', capturedMinor: 100n })
    const move = (visaMinor: bigint, amexMinor: bigint): RefundChoice => ({
      ...NOTHING,
      lines: [{ lineId: 'shirt', quantity: 1, restock: 'none' }],
      split: [
        { tenderId: 'visa', amountMinor: visaMinor },
        { tenderId: 'amex', amountMinor: amexMinor },
      ],
    })
    expect(quoteRefund(facts, move(980n, 100n), false).tenders).toMatchObject([
      { tenderId: 'visa', amountMinor: 980n },
      { tenderId: 'amex', amountMinor: 100n },
    ])
    expect(() => quoteRefund(facts, move(979n, 101n), false)).toThrow('$1.01 exceeds the $1.00')
    expect(() => quoteRefund(facts, move(979n, 100n), false)).toThrow('The split totals $10.79')
  })
})
