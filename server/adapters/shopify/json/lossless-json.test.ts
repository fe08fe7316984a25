import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PayloadError } from '../payload/payload-error'
import { parseLossless } from './lossless-json'

const parse = (text: string) => parseLossless(Buffer.from(text))

test('every number keeps its digits', () => {
  const number = fc.stringMatching(/^-?(0|[1-9]\d{0,40})(\.\d{1,20})?([eE][+-]?\d{1,3})?$/)
  fc.assert(
    fc.property(fc.array(number), (digits) => {
      expect(parse(`{"numbers":[${digits.join(',')}]}`)).toEqual({ numbers: digits })
    }),
  )
})

test('other values are parsed as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false })), (value) => {
      const json = JSON.stringify(value)
      const withStrings = JSON.parse(json, (_, item) =>
        typeof item === 'number' ? JSON.stringify(item) : item,
      ) as Record<string, unknown>
      fc.pre(!json.includes('__proto__'))
      expect(parse(json)).toEqual(withStrings)
    }),
  )
})

test('lone surrogates and NUL are preserved', () =>
  expect(parse('{"a":"\\ud800x\\u0000"}')).toEqual({ a: '\ud800x\0' }))

test('invalid JSON throws a PayloadError', () => expect(() => parse('{"a":')).toThrow(PayloadError))
