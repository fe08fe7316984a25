import fc from 'fast-check'
import { expect, it } from 'vitest'
import { prettyJson } from './pretty-json'

it('formats like JSON.stringify', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value: unknown = JSON.parse(text)
      expect(prettyJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
    }),
  )
})

it('keeps every character except spaces between tokens', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), (text) => {
      const pretty = prettyJson(text)
      expect(JSON.parse(pretty)).toEqual(JSON.parse(text))
      expect(prettyJson(pretty)).toBe(pretty)
    }),
  )
})

it.each([
  ['an id beyond 2^53', '{"id":820982911946154500123}'],
  ['a decimal that floats cannot represent', '[0.1000000000000000055511151231257827]'],
  ['an exponent', '[1e400]'],
  ['an escape', '["\\u0000\\/"]'],
  ['a repeated key', '{"a":1,"a":2}'],
])('keeps %s unchanged', (_, text) => {
  expect(prettyJson(text).replaceAll(/\s/g, '')).toBe(text)
})

it('keeps every character of an invalid text', () => {
  expect(prettyJson('{"a": <html>, "b')).toBe('{\n  "a": <html>,\n  "b')
  expect(prettyJson('')).toBe('')
})

it('is linear in the text, at any depth', () => {
  const deep = '['.repeat(200_000) + ']'.repeat(200_000)
  expect(prettyJson(deep).length).toBeLessThan(deep.length * 130)
})
