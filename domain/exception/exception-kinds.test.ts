import { describe, expect, it, test } from 'vitest'
import { delayOf } from '../pipeline/retry-delays'
import { isAllowed, type Permission } from '../staff/permissions'
import { DECLINE_REASONS, describeDecline } from './decline-reasons'
import { EXCEPTION_ACTIONS, isActionCode } from './exception-actions'
import { EXCEPTION_KINDS, type ExceptionKind, isExceptionKind } from './exception-kinds'
import type { KindAction } from './kind'

const kinds = Object.keys(EXCEPTION_KINDS) as ExceptionKind[]

/** The permission of a kind's action. `escalate` requires only what working on orders does. */
function permissionOf({ code, permission }: KindAction): Permission {
  return permission ?? (isActionCode(code) ? EXCEPTION_ACTIONS[code].permission : 'orders.act')
}

/** The delays of a kind's retries, in seconds. */
function delaysOf(kind: ExceptionKind): number[] {
  const delays: number[] = []
  for (let attempt = 1; ; attempt += 1) {
    const delay = delayOf(EXCEPTION_KINDS[kind].retry, attempt)
    if (delay === undefined) return delays
    delays.push(delay)
  }
}

describe('the catalog', () => {
  it('starts every kind in the stage that can resolve it', () => {
    const of = (stage: string) =>
      kinds.filter((kind) => EXCEPTION_KINDS[kind].stage === stage).toSorted()
    expect(of('auto')).toEqual([
      'carrier_unavailable',
      'gateway_unavailable',
      'notification_failed',
      'payment_unknown',
      'refund_unknown',
      'sync_failed',
    ])
    expect(of('engineer')).toEqual([
      'internal_error',
      'report_mismatch',
      'step_stuck',
      'webhook_unreadable',
    ])
    expect(of('staff')).toHaveLength(15)
  })

  it.each([
    ['gateway_unavailable', [300, 300, 300, 1800, 1800]],
    ['payment_unknown', [60, 300, 900]],
    ['refund_unknown', [60, 300, 900]],
    ['carrier_unavailable', [120, 600, 1800, 7200]],
    ['notification_failed', [300, 300, 300]],
    ['sync_failed', [300, 600, 1200, 2400, 4800]],
    ['internal_error', [60]],
    ['payment_declined', []],
  ] as const)('%s waits %j seconds', (kind, delays) => {
    expect(delaysOf(kind)).toEqual(delays)
  })

  it('adds jitter only to lengthen a delay', () => {
    expect(delayOf(EXCEPTION_KINDS.gateway_unavailable.retry, 1, 1)).toBeCloseTo(330)
    expect(delayOf(EXCEPTION_KINDS.payment_unknown.retry, 1, 1)).toBe(60)
    expect(delayOf(EXCEPTION_KINDS.gateway_unavailable.retry, 0)).toBeUndefined()
  })

  test.each(kinds)('%s explains what happened, and a role of its stage can act', (kind) => {
    const { code, title, explanation, closesWhen, actions, stage, slaMinutes } =
      EXCEPTION_KINDS[kind]
    expect(code).toBe(kind)
    expect(title).toMatch(/^[A-Z].*[^.]$/)
    for (const sentence of [explanation, closesWhen]) expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(new Set(actions.map(({ code }) => code)).size).toBe(actions.length)
    const role = stage === 'engineer' ? 'engineer' : 'care'
    expect(actions.some((action) => isAllowed(role, permissionOf(action)))).toBe(true)
    expect(slaMinutes).toBeGreaterThan(0)
  })

  it('requires a lead for actions that override an amount or an outcome', () => {
    const forLead = kinds.flatMap((kind) =>
      EXCEPTION_KINDS[kind].actions
        .filter((action) => {
          const permission = permissionOf(action)
          return !isAllowed('care', permission) && isAllowed('lead', permission)
        })
        .map(({ code }) => code),
    )
    expect(forLead.toSorted()).toEqual(['accept_difference', 'mark_not_paid', 'mark_not_refunded'])
  })

  it('accepts only its own codes', () => {
    expect(isExceptionKind('payment_declined')).toBe(true)
    expect(isExceptionKind('toString')).toBe(false)
  })
})

describe('declines', () => {
  it.each([
    ['insufficient_funds', 'Card declined: insufficient funds.'],
    ['new_code', 'Card declined: bank code "new_code".'],
    ['', 'Card declined: no reason given by the bank.'],
  ])('describes %j', (code, description) => {
    expect(describeDecline(code)).toBe(description)
  })

  it('completes the sentence with every reason', () => {
    for (const reason of Object.values(DECLINE_REASONS)) expect(reason).toMatch(/^[a-z].*[^.]$/)
  })
})
