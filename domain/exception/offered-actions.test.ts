import { describe, expect, it, test } from 'vitest'
import { isActionCode } from './action-table'
import { EXCEPTION_KINDS, type ExceptionKind } from './exception-kinds'
import { type ActionFacts, offeredActions, whyNot } from './offered-actions'

const kinds = Object.keys(EXCEPTION_KINDS) as ExceptionKind[]

const facts = (kind: ExceptionKind, change: Partial<ActionFacts> = {}): ActionFacts => ({
  kind,
  stage: EXCEPTION_KINDS[kind].stage,
  isClosed: false,
  order: {
    name: '#1001',
    isCanceled: false,
    hasEmail: true,
    isShipped: false,
    capturedMinor: 1000n,
  },
  failureCode: 'overpaid',
  hasRefund: true,
  step: null,
  hasWebhook: false,
  ...change,
})

/** Taken with every exception, whatever its kind. */
const ELSEWHERE = ['escalate']

describe('the actions on the page', () => {
  it('are those of the catalog, but for the ones named here', () => {
    const missing = kinds.flatMap((kind) =>
      EXCEPTION_KINDS[kind].actions.map(({ code }) => code).filter((code) => !isActionCode(code)),
    )
    expect([...new Set(missing)].toSorted()).toEqual(ELSEWHERE)
  })

  test.each(kinds)('%s can be settled by somebody who may', (kind) => {
    const all = ['admin', 'lead', 'engineer'] as const
    const possible = all.flatMap((role) =>
      offeredActions(facts(kind), role).filter(({ against }) => against === null),
    )
    expect(possible.length).toBeGreaterThan(0)
  })

  test.each(kinds)('%s cannot be settled once it is closed', (kind) => {
    const open = offeredActions(facts(kind, { isClosed: true }), 'admin')
    for (const { against } of open) expect(against).toBe('This exception is closed.')
  })
})

describe('why not', () => {
  const order = facts('payment_declined').order

  it('tells permission and state apart', () => {
    expect(whyNot('mark_paid', facts('payment_declined'), 'manager')?.code).toBe('forbidden')
    expect(whyNot('edit_address', facts('payment_declined'), 'admin')?.code).toBe('conflict')
    expect(whyNot('mark_paid', facts('payment_declined'), 'care')).toBeUndefined()
  })

  it('leaves the engineers stage to engineers', () => {
    const escalated = facts('address_invalid', { stage: 'engineer' })
    expect(whyNot('edit_address', escalated, 'care')?.code).toBe('forbidden')
    expect(whyNot('edit_address', escalated, 'engineer')).toBeUndefined()
  })

  it('helps a canceled order only where that makes sense', () => {
    const canceled = { order: order && { ...order, isCanceled: true } }
    expect(whyNot('mark_paid', facts('payment_declined', canceled), 'care')?.words).toMatch(
      /#1001 is canceled/,
    )
    expect(whyNot('retry_now', facts('refund_failed', canceled), 'care')).toBeUndefined()
  })

  it('asks for the right to refund only when there is something to refund', () => {
    const nothing = { order: order && { ...order, capturedMinor: 0n } }
    expect(whyNot('cancel_order', facts('payment_declined', nothing), 'engineer')).toBeUndefined()
    expect(whyNot('cancel_order', facts('payment_declined'), 'engineer')?.code).toBe('forbidden')
  })

  it('does not cancel what has left', () => {
    const shipped = { order: order && { ...order, isShipped: true } }
    expect(whyNot('cancel_order', facts('payment_declined', shipped), 'care')?.words).toMatch(
      /has left/,
    )
  })
})

describe('what is with the engineers', () => {
  const codes = (change: Partial<ActionFacts>) =>
    offeredActions(facts('payment_declined', change), 'engineer')
      .filter(({ code }) => ['redrive', 'replay', 'edit_input', 'resolve_by_hand'].includes(code))
      .map(({ code }) => code)

  it('is mended by their means, whatever kind it is', () => {
    expect(codes({ stage: 'engineer', step: 'capture' })).toEqual([
      'redrive',
      'edit_input',
      'resolve_by_hand',
    ])
    expect(codes({ stage: 'staff', step: 'capture' })).toEqual([])
    expect(codes({ stage: 'engineer', step: null })).toEqual(['redrive'])
    expect(codes({ stage: 'engineer', step: 'complete' })).toEqual(['redrive', 'resolve_by_hand'])
    expect(codes({ stage: 'engineer', order: null, hasWebhook: true })).toEqual(['replay'])
  })

  it('is refused to everybody else', () => {
    const given = facts('payment_declined', { stage: 'engineer', step: 'capture' })
    expect(whyNot('edit_input', given, 'lead')?.code).toBe('forbidden')
    expect(whyNot('resolve_by_hand', given, 'care')?.code).toBe('forbidden')
    expect(whyNot('edit_input', given, 'admin')).toBeUndefined()
  })
})
