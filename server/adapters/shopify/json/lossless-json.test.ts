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

test('everything else is what JSON.parse makes of it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false })), (value) => {
      const written = JSON.stringify(value)
      const asTexts = JSON.parse(written, (_, item) =>
        typeof item === 'number' ? JSON.stringify(item) : item,
      ) as Record<string, unknown>
      fc.pre(!written.includes('__proto__'))
      expect(parse(written)).toEqual(asTexts)
    }),
  )
})

test('half surrogate pairs and NUL are read as they are written', () =>
  expect(parse('{"a":"\\ud800x\\u0000"}')).toEqual({ a: '\ud800x\0' }))

test('what is no JSON is a problem with the payload', () =>
  expect(() => parse('{"a":')).toThrow(PayloadError))
