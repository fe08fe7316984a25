import { describe, expect, it, test } from 'vitest'
import { delayOf } from '../pipeline/retry-delays'
import { isAllowed } from '../staff/permissions'
import { describeDecline } from './decline-reasons'
import {
  DECLINE_REASONS,
  EXCEPTION_KINDS,
  type ExceptionKind,
  isExceptionKind,
} from './exception-kinds'

const kinds = Object.keys(EXCEPTION_KINDS) as ExceptionKind[]

/** Every delay a kind waits, in seconds, as its failures go on. */
function delaysOf(kind: ExceptionKind): number[] {
  const delays: number[] = []
  for (let attempt = 1; ; attempt += 1) {
    const delay = delayOf(EXCEPTION_KINDS[kind].retry, attempt)
    if (delay === undefined) return delays
    delays.push(delay)
  }
}

describe('the catalog', () => {
  it('starts every kind in the stage that can settle it', () => {
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
      'webhook_unreadable',
      'internal_error',
      'report_mismatch',
      'step_stuck',
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

  it('only makes a wait longer by its jitter', () => {
    expect(delayOf(EXCEPTION_KINDS.gateway_unavailable.retry, 1, 1)).toBeCloseTo(330)
    expect(delayOf(EXCEPTION_KINDS.payment_unknown.retry, 1, 1)).toBe(60)
    expect(delayOf(EXCEPTION_KINDS.gateway_unavailable.retry, 0)).toBeUndefined()
  })

  test.each(kinds)('%s says what happened, and somebody of its stage can act', (kind) => {
    const { title, explanation, closedBy, actions, stage, slaMinutes } = EXCEPTION_KINDS[kind]
    for (const sentence of [title, explanation, closedBy]) expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(new Set(actions.map(({ code }) => code)).size).toBe(actions.length)
    const role = stage === 'engineer' ? 'engineer' : 'care'
    expect(actions.some(({ permission }) => isAllowed(role, permission))).toBe(true)
    expect(slaMinutes).toBeGreaterThan(0)
  })

  it('lets only a lead decide against the outside world', () => {
    const forLead = kinds.flatMap((kind) =>
      EXCEPTION_KINDS[kind].actions
        .filter(({ permission }) => !isAllowed('care', permission) && isAllowed('lead', permission))
        .map(({ code }) => code),
    )
    expect(forLead.toSorted()).toEqual(['accept_difference', 'mark_not_paid', 'mark_not_refunded'])
  })

  it('knows its own words only', () => {
    expect(isExceptionKind('payment_declined')).toBe(true)
    expect(isExceptionKind('toString')).toBe(false)
  })
})

describe('declines', () => {
  it.each([
    ['insufficient_funds', 'The card was declined: not enough money.'],
    ['new_code', 'The card was declined: the bank gave the code "new_code".'],
    ['', 'The card was declined: the bank gave no reason.'],
  ])('%j in words', (code, words) => {
    expect(describeDecline(code)).toBe(words)
  })

  it('completes the sentence with every reason', () => {
    for (const reason of Object.values(DECLINE_REASONS)) expect(reason).toMatch(/^[a-z].*[^.]$/)
  })
})
