import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { fingerprint, maskVariables } from './fingerprint'

const outage = (message: string, code = 'http_503') =>
  fingerprint({ kind: 'gateway_unavailable', step: 'capture', code, message })

describe('fingerprint', () => {
  it.each([
    [
      'UUIDs',
      'no answer for 018f2c1e-7b1a-7c3d-9e4f-1234567890ab',
      'no answer for 018f2c1e-0000-7c3d-9e4f-1234567890ac',
    ],
    ['vendor ids', 'pi_3Nk2xYz failed', 'pi_9QwErTy7 failed'],
    ['order numbers', 'order #10432 timed out', 'order #7 timed out'],
    ['amounts', 'could not capture 12.30 EUR', 'could not capture 1,200.00 EUR'],
    ['moments', 'no answer since 2026-11-22T14:36:00Z', 'no answer since 2026-11-23T09:00:01.5Z'],
    ['durations', 'no answer after 30s', 'no answer after 2500ms'],
    ['emails', 'mailbox anna@example.com is full', 'mailbox jürgen.müller@beispiel.de is full'],
    [
      'addresses of servers',
      'https://api.a.test/v1/x refused',
      'http://127.0.0.1:4567/y?z=1 refused',
    ],
    ['digits of other scripts', 'طلب ١٢٣', 'طلب ٩'],
    ['capitals and blanks', 'No  Answer', 'no answer'],
    ['the count of ids', 'lines 1, 2 and 3', 'lines 14, 22 and 9'],
  ])('is the same whatever %s are in the message', (_, one, other) => {
    expect(outage(one)).toBe(outage(other))
  })

  it.each([
    ['another code', outage('no answer', 'http_502')],
    ['another message', outage('connection refused')],
    [
      'another step',
      fingerprint({
        kind: 'gateway_unavailable',
        step: 'ship',
        code: 'http_503',
        message: 'no answer',
      }),
    ],
    [
      'another kind',
      fingerprint({
        kind: 'carrier_unavailable',
        step: 'capture',
        code: 'http_503',
        message: 'no answer',
      }),
    ],
    [
      'no step',
      fingerprint({ kind: 'gateway_unavailable', code: 'http_503', message: 'no answer' }),
    ],
  ])('differs for %s', (_, other) => {
    expect(other).not.toBe(outage('no answer'))
  })

  it('tells words with an underscore from ids', () => {
    expect(maskVariables('card_declined: insufficient_funds')).toBe(
      'card_declined: insufficient_funds',
    )
    expect(outage('card_declined')).not.toBe(outage('card_expired'))
  })

  it('stays what it was: stored rows are grouped by it', () => {
    expect(outage('No answer for pi_3Nk2xYz.')).toBe(
      'gateway_unavailable:capture:http_503:1lrw5o6bkob',
    )
  })

  test('is short and of plain characters for any message and code', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (message, code) => {
        const value = outage(message, code)
        expect(value).toMatch(/^[\w.:-]+$/)
        expect(value.length).toBeLessThan(120)
        expect(outage(message, code)).toBe(value)
      }),
    )
  })

  test('does not collide for short different messages', () => {
    const words = fc.string({ unit: fc.constantFrom(...'abcdefgh '), minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(words, words, (one, other) => {
        fc.pre(maskVariables(one) !== maskVariables(other))
        expect(outage(one)).not.toBe(outage(other))
      }),
      { numRuns: 10_000 },
    )
  })
})
