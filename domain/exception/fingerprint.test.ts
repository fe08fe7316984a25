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
    ['vendor IDs', 'pi_3Nk2xYz failed', 'pi_9QwErTy7 failed'],
    ['order numbers', 'order #10432 timed out', 'order #7 timed out'],
    ['amounts', 'could not capture 12.30 EUR', 'could not capture 1,200.00 EUR'],
    ['times', 'no answer since 2026-11-22T14:36:00Z', 'no answer since 2026-11-23T09:00:01.5Z'],
    ['durations', 'no answer after 30s', 'no answer after 2500ms'],
    ['emails', 'mailbox anna@example.com is full', 'mailbox jürgen.müller@beispiel.de is full'],
    ['server URLs', 'https://api.a.test/v1/x refused', 'http://127.0.0.1:4567/y?z=1 refused'],
    ['digits of other scripts', 'طلب ١٢٣', 'طلب ٩'],
    ['case and whitespace', 'No  Answer', 'no answer'],
    ['the number of IDs', 'lines 1, 2 and 3', 'lines 14, 22 and 9'],
  ])('ignores %s in the message', (_, first, second) => {
    expect(outage(first)).toBe(outage(second))
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

  it('distinguishes words with an underscore from IDs', () => {
    expect(maskVariables('card_declined: insufficient_funds')).toBe(
      'card_declined: insufficient_funds',
    )
    expect(outage('card_declined')).not.toBe(outage('card_expired'))
  })

  it('is stable, because stored rows are grouped by it', () => {
    expect(outage('No answer for pi_3Nk2xYz.')).toBe(
      'gateway_unavailable:capture:http_503:1lrw5o6bkob',
    )
  })

  test('is short and has only plain characters for any message and code', () => {
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
      fc.property(words, words, (first, second) => {
        fc.pre(maskVariables(first) !== maskVariables(second))
        expect(outage(first)).not.toBe(outage(second))
      }),
      { numRuns: 10_000 },
    )
  })
})
