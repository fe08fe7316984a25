import { describe, expect, it, test } from 'vitest'
import { isActionCode } from './exception-actions'
import { EXCEPTION_KINDS, type ExceptionKind } from './exception-kinds'
import { type ExceptionFacts, findRefusal, offeredActions } from './offered-actions'

const kinds = Object.keys(EXCEPTION_KINDS) as ExceptionKind[]

const facts = (kind: ExceptionKind, change: Partial<ExceptionFacts> = {}): ExceptionFacts => ({
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

/** Offered for every exception by the triage bar. */
const TRIAGE_ACTIONS = ['escalate']

describe('offeredActions', () => {
  it('knows every action of the catalog except the triage actions', () => {
    const missing = kinds.flatMap((kind) =>
      EXCEPTION_KINDS[kind].actions.map(({ code }) => code).filter((code) => !isActionCode(code)),
    )
    expect([...new Set(missing)].toSorted()).toEqual(TRIAGE_ACTIONS)
  })

  test.each(kinds)('%s can be resolved by some role', (kind) => {
    const all = ['admin', 'lead', 'engineer'] as const
    const possible = all.flatMap((role) =>
      offeredActions(facts(kind), role).filter(
        ({ unavailableReason }) => unavailableReason === null,
      ),
    )
    expect(possible.length).toBeGreaterThan(0)
  })

  test.each(kinds)('%s offers no available action once it is closed', (kind) => {
    const open = offeredActions(facts(kind, { isClosed: true }), 'admin')
    for (const { unavailableReason } of open)
      expect(unavailableReason).toBe('This exception is closed.')
  })
})

describe('findRefusal', () => {
  const order = facts('payment_declined').order

  it('distinguishes permission from state', () => {
    expect(findRefusal('mark_paid', facts('payment_declined'), 'manager')?.code).toBe('forbidden')
    expect(findRefusal('edit_address', facts('payment_declined'), 'admin')?.code).toBe('conflict')
    expect(findRefusal('mark_paid', facts('payment_declined'), 'care')).toBeUndefined()
  })

  it('reserves the engineer stage for engineers', () => {
    const escalated = facts('address_invalid', { stage: 'engineer' })
    expect(findRefusal('edit_address', escalated, 'care')?.code).toBe('forbidden')
    expect(findRefusal('edit_address', escalated, 'engineer')).toBeUndefined()
  })

  it('allows only some actions on a canceled order', () => {
    const canceled = { order: order && { ...order, isCanceled: true } }
    expect(findRefusal('mark_paid', facts('payment_declined', canceled), 'care')?.message).toMatch(
      /#1001 is canceled/,
    )
    expect(findRefusal('retry_now', facts('refund_failed', canceled), 'care')).toBeUndefined()
  })

  it('requires the refund permission to cancel only when money was captured', () => {
    const nothing = { order: order && { ...order, capturedMinor: 0n } }
    expect(
      findRefusal('cancel_order', facts('payment_declined', nothing), 'engineer'),
    ).toBeUndefined()
    expect(findRefusal('cancel_order', facts('payment_declined'), 'engineer')?.code).toBe(
      'forbidden',
    )
  })

  it('does not cancel a shipped order', () => {
    const shipped = { order: order && { ...order, isShipped: true } }
    expect(
      findRefusal('cancel_order', facts('payment_declined', shipped), 'care')?.message,
    ).toMatch(/has already shipped/)
  })
})

describe('the engineer stage', () => {
  const codes = (change: Partial<ExceptionFacts>) =>
    offeredActions(facts('payment_declined', change), 'engineer')
      .filter(({ code }) => ['redrive', 'replay', 'edit_input', 'resolve_by_hand'].includes(code))
      .map(({ code }) => code)

  it('adds the repair actions to every kind', () => {
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

  it('refuses the repair actions to other roles', () => {
    const given = facts('payment_declined', { stage: 'engineer', step: 'capture' })
    expect(findRefusal('edit_input', given, 'lead')?.code).toBe('forbidden')
    expect(findRefusal('resolve_by_hand', given, 'care')?.code).toBe('forbidden')
    expect(findRefusal('edit_input', given, 'admin')).toBeUndefined()
  })
})
