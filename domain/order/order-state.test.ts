import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  canMove,
  derivePaymentStatus,
  type MachineName,
  type PaymentStatus,
  type StateOf,
  type TenderState,
} from './order-state'

const STATES: { [M in MachineName]: StateOf<M>[] } = {
  order: ['processing', 'waiting', 'blocked', 'on_hold', 'completed', 'canceled'],
  payment: [
    'pending',
    'authorized',
    'partially_paid',
    'paid',
    'partially_refunded',
    'refunded',
    'voided',
    'declined',
  ],
  fulfillment: ['unfulfilled', 'partial', 'fulfilled'],
  exception: ['open', 'retrying', 'in_progress', 'waiting', 'resolved', 'ignored'],
  shipment: ['pending', 'label_bought', 'in_transit', 'delivered', 'lost', 'returned', 'canceled'],
  transaction: ['pending', 'succeeded', 'failed'],
}
const machines = Object.keys(STATES) as MachineName[]

function moves(machine: MachineName, from: string): string[] {
  return STATES[machine].filter((to) => to !== from && canMove(from as never, to as never, machine))
}

describe('state machines', () => {
  test.each(machines)('every state of %s is reachable from the first', (machine) => {
    const [first] = STATES[machine]
    const reached = new Set<string>([first as string])
    for (const state of reached) for (const next of moves(machine, state)) reached.add(next)
    expect([...reached].toSorted()).toEqual(STATES[machine].toSorted())
  })

  test.each(machines)('every state of %s can stay; unknown states are rejected', (machine) => {
    for (const state of STATES[machine]) {
      expect(canMove(state as never, state as never, machine)).toBe(true)
      expect(canMove(state as never, 'nonsense' as never, machine)).toBe(false)
    }
    expect(canMove('toString' as never, 'length' as never, machine)).toBe(false)
  })

  test.each([
    ['order', ['canceled']],
    ['payment', []],
    ['fulfillment', []],
    ['exception', ['ignored', 'resolved']],
    ['shipment', ['canceled', 'returned']],
    ['transaction', ['failed', 'succeeded']],
  ] as const)('%s ends in %j', (machine, ends) => {
    const final = STATES[machine].filter((state) => moves(machine, state).length === 0)
    expect(final.toSorted()).toEqual(ends)
  })

  it('lets a cancellation override every other order state', () => {
    for (const state of STATES.order) expect(canMove(state, 'canceled')).toBe(true)
    expect(canMove('completed', 'processing')).toBe(false)
  })
})

const tender = (part: Partial<TenderState>): TenderState => ({
  authorizedMinor: 0n,
  capturedMinor: 0n,
  refundedMinor: 0n,
  voidedAt: null,
  ...part,
})
const voidedAt = new Date(0)

describe('derivePaymentStatus', () => {
  it.each([
    ['no tenders', [], 'pending', 'pending'],
    ['an authorized card', [tender({ authorizedMinor: 100n })], 'authorized', 'authorized'],
    ['captured here first', [tender({ capturedMinor: 100n })], 'authorized', 'paid'],
    ['captured at the storefront', [tender({ authorizedMinor: 100n })], 'paid', 'paid'],
    [
      'a gift card and an authorized card',
      [tender({ capturedMinor: 40n }), tender({ authorizedMinor: 60n })],
      'authorized',
      'partially_paid',
    ],
    [
      'a partial refund',
      [tender({ capturedMinor: 100n, refundedMinor: 1n })],
      'paid',
      'partially_refunded',
    ],
    ['a full refund', [tender({ capturedMinor: 100n, refundedMinor: 100n })], 'paid', 'refunded'],
    [
      'a voided authorization',
      [tender({ authorizedMinor: 100n, voidedAt })],
      'authorized',
      'voided',
    ],
    ['an expired authorization', [tender({ authorizedMinor: 100n })], 'expired', 'voided'],
    ['declined', [tender({ isDeclined: true, authorizedMinor: 100n })], 'authorized', 'declined'],
    ['declined, then paid elsewhere', [tender({ isDeclined: true })], 'paid', 'paid'],
    ['an unknown storefront status', [], 'unheard_of', 'pending'],
  ] as const)('%s', (_, tenders, storefront, expected) => {
    expect(derivePaymentStatus(tenders, 100n, storefront)).toBe(expected)
  })

  it('counts a free order as paid', () => {
    expect(derivePaymentStatus([], 0n, 'pending')).toBe('paid')
  })
})

const TOTAL = 100n
const step = fc.record({
  what: fc.constantFrom(
    'authorize',
    'capture',
    'refund',
    'refund fails',
    'void',
    'decline',
    'tell',
  ),
  which: fc.nat({ max: 2 }),
  amount: fc.bigInt({ min: 1n, max: 100n }),
  words: fc.constantFrom(...STATES.payment.filter((status) => status !== 'declined')),
})

/** Applies an action to a tender as far as a gateway would allow it. */
function applyAction(one: TenderState, what: string, amount: bigint): void {
  const smaller = (a: bigint, b: bigint) => (a < b ? a : b)
  if (what === 'authorize' && !one.voidedAt) one.authorizedMinor = amount
  if (what === 'capture' && !one.voidedAt) {
    one.capturedMinor += smaller(amount, one.authorizedMinor - one.capturedMinor)
  }
  if (what === 'refund') one.refundedMinor += smaller(amount, one.capturedMinor - one.refundedMinor)
  if (what === 'refund fails') one.refundedMinor -= smaller(amount, one.refundedMinor)
  if (what === 'void' && one.authorizedMinor > 0n && one.capturedMinor === 0n)
    one.voidedAt = voidedAt
  if (what === 'decline' && one.capturedMinor === 0n) one.isDeclined = true
  if (one.authorizedMinor < one.capturedMinor) one.authorizedMinor = one.capturedMinor
}

test('the payment status always matches the money, and every transition is allowed', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const tenders = [tender({}), tender({}), tender({})]
      let told: PaymentStatus = 'pending'
      let before: PaymentStatus = 'pending'
      for (const { what, which, amount, words } of steps) {
        if (what === 'tell' && canMove(told, words, 'payment')) told = words
        applyAction(tenders[which] as TenderState, what, amount)
        const status = derivePaymentStatus(tenders, TOTAL, told)
        const captured = tenders.reduce((sum, one) => sum + one.capturedMinor, 0n)
        const refunded = tenders.reduce((sum, one) => sum + one.refundedMinor, 0n)
        expect(canMove(before, status, 'payment'), `${before} -> ${status}`).toBe(true)
        if (captured > 0n) expect(status).not.toMatch(/pending|authorized|voided|declined/)
        if (captured >= TOTAL) expect(status).toMatch(/paid$|refunded/)
        if (captured > 0n && refunded === captured) expect(status).toBe('refunded')
        if (status === 'paid' && told !== 'paid')
          expect(captured >= TOTAL && refunded === 0n).toBe(true)
        before = status
      }
    }),
    { numRuns: 10_000 },
  )
})
