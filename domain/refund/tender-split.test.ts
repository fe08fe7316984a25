import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { RefundError } from './refund-error'
import { lesserMinor, orderCapMinor, type RefundableTender, tenderCapMinor } from './tender-cap'
import { findSplitErrors, type RefundMethod, splitOverTenders } from './tender-split'

const tender = (part: Partial<RefundableTender> & { id: string }): RefundableTender => ({
  kind: 'card',
  capturedAt: new Date(0),
  capturedMinor: 0n,
  refundedMinor: 0n,
  chargedBackMinor: 0n,
  isActive: true,
  ...part,
})
const giftCard = tender({ id: 'gift', kind: 'gift_card', capturedMinor: 10_000n })
const visa = tender({ id: 'visa', capturedMinor: 7_890n })

describe('splitOverTenders', () => {
  it('refunds 15.99 of an order paid by gift card and Visa to the Visa', () => {
    expect(splitOverTenders(1_599n, [giftCard, visa], 'cash', 'USD')).toEqual([
      { tenderId: 'visa', amountMinor: 1_599n, newGiftCard: false },
    ])
  })

  it('refunds the remainder above the card’s cap to the gift card that paid', () => {
    expect(splitOverTenders(8_000n, [giftCard, visa], 'cash', 'USD')).toEqual([
      { tenderId: 'visa', amountMinor: 7_890n, newGiftCard: false },
      { tenderId: 'gift', amountMinor: 110n, newGiftCard: false },
    ])
  })

  it('refunds to the gift card first and issues a new one for the remainder', () => {
    expect(splitOverTenders(12_000n, [visa, giftCard], 'gift_card', 'USD')).toEqual([
      { tenderId: 'gift', amountMinor: 10_000n, newGiftCard: false },
      { tenderId: 'visa', amountMinor: 2_000n, newGiftCard: true },
    ])
  })

  it('issues a new gift card for a voided one, never cash', () => {
    const closed = { ...giftCard, isActive: false }
    expect(splitOverTenders(100n, [closed], 'cash', 'USD')).toEqual([
      { tenderId: 'gift', amountMinor: 100n, newGiftCard: true },
    ])
  })

  it('takes the newest card first', () => {
    const newer = { ...visa, id: 'newer', capturedAt: new Date(1), capturedMinor: 50n }
    expect(
      splitOverTenders(80n, [visa, newer], 'cash', 'USD').map((part) => part.tenderId),
    ).toEqual(['newer', 'visa'])
  })

  it('states the refundable amount when the request exceeds it', () => {
    expect(() => splitOverTenders(7_891n, [visa], 'cash', 'USD')).toThrow(
      new RefundError('$78.91 exceeds the refundable amount of $78.90.'),
    )
    expect(() => splitOverTenders(-1n, [visa], 'cash', 'USD')).toThrow(RefundError)
  })
})

describe('findSplitErrors', () => {
  const move = (visaMinor: bigint, giftMinor: bigint, newGiftCard = false) =>
    findSplitErrors(
      [
        { tenderId: 'visa', amountMinor: visaMinor, newGiftCard },
        { tenderId: 'gift', amountMinor: giftMinor, newGiftCard: false },
      ],
      1_599n,
      [visa, giftCard],
      'cash',
      'USD',
    )

  it.each([
    ['a move within the caps', move(599n, 1_000n), 0],
    ['a different total', move(600n, 1_000n), 1],
    ['a negative part', move(-1n, 1_600n), 1],
    ['cash moved to a gift card although cash was selected', move(599n, 1_000n, true), 1],
  ])('%s', (_, faults, count) => {
    expect(faults).toHaveLength(count)
  })

  it('states the cap, and rejects a payment of another order', () => {
    const parts = [
      { tenderId: 'visa', amountMinor: 7_891n, newGiftCard: false },
      { tenderId: 'other', amountMinor: 1n, newGiftCard: false },
    ]
    expect(findSplitErrors(parts, 7_892n, [visa], 'cash', 'USD')).toEqual([
      '$78.91 exceeds the $78.90 that can be refunded to that payment.',
      "An amount is assigned to a payment that isn't part of this order.",
    ])
  })
})

const minor = fc.bigInt({ min: 0n, max: 10n ** 9n })
const anyTender = fc
  .record({
    kind: fc.constantFrom('card', 'wallet', 'gift_card', 'bank', 'other'),
    capturedAt: fc.nat({ max: 5 }).map((day) => new Date(day)),
    capturedMinor: minor,
    refundedMinor: minor,
    chargedBackMinor: minor,
    isActive: fc.boolean(),
  })
  .map(({ refundedMinor, ...rest }) => ({
    ...rest,
    refundedMinor: lesserMinor(refundedMinor, rest.capturedMinor),
  }))
const anyTenders = fc
  .array(anyTender, { maxLength: 5 })
  .map((all): RefundableTender[] => all.map((one, index) => ({ id: `t${index}`, ...one })))
const currency = fc.constantFrom('JPY', 'EUR', 'KWD')
const method = fc.constantFrom<RefundMethod>('cash', 'gift_card')

test('a split is exact, within every cap and valid, and gift card money never becomes cash', () => {
  fc.assert(
    fc.property(
      anyTenders,
      fc.nat({ max: 100 }),
      method,
      currency,
      (tenders, percent, how, code) => {
        const total = (orderCapMinor(tenders) * BigInt(percent)) / 100n
        const parts = splitOverTenders(total, tenders, how, code)
        expect(parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(total)
        expect(findSplitErrors(parts, total, tenders, how, code)).toEqual([])
        for (const { tenderId, amountMinor, newGiftCard } of parts) {
          const one = tenders.find(({ id }) => id === tenderId) as RefundableTender
          expect(amountMinor > 0n && amountMinor <= tenderCapMinor(one)).toBe(true)
          if (newGiftCard) expect(how === 'gift_card' || !one.isActive).toBe(true)
          else expect(one.kind === 'gift_card' || how === 'cash').toBe(true)
        }
        expect(() => splitOverTenders(orderCapMinor(tenders) + 1n, tenders, how, code)).toThrow()
      },
    ),
    { numRuns: 10_000 },
  )
})

test('no sequence of refunds exceeds what was captured on a payment', () => {
  const wishes = fc.array(fc.tuple(minor, method, fc.boolean()), { maxLength: 12 })
  fc.assert(
    fc.property(anyTenders, wishes, (tenders, refunds) => {
      const cap = orderCapMinor(tenders)
      let given = 0n
      for (const [wish, how, fails] of refunds) {
        const total = lesserMinor(wish, orderCapMinor(tenders))
        for (const { tenderId, amountMinor } of splitOverTenders(total, tenders, how, 'EUR')) {
          const one = tenders.find(({ id }) => id === tenderId) as RefundableTender
          one.refundedMinor += amountMinor
          expect(one.refundedMinor <= one.capturedMinor).toBe(true)
          if (fails) one.refundedMinor -= amountMinor
          else given += amountMinor
        }
      }
      expect(given <= cap).toBe(true)
    }),
    { numRuns: 10_000 },
  )
})
