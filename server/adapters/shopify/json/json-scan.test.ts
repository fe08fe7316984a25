import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { JsonError } from './json-literals'
import { scanJson } from './json-scan'

const scan = (text: string | Uint8Array) =>
  scanJson(typeof text === 'string' ? Buffer.from(text) : text)
const nested = (levels: number) => `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`

describe('the id', () => {
  test.each([
    ['{"id":9007199254740993}', '9007199254740993'],
    ['{"name":"#1","id": 18446744073709551617 ,"x":{"id":5}}', '18446744073709551617'],
    ['{"\\u0069d":7}', '7'],
    ['{"id":"gid://shopify/Order/1"}', 'gid://shopify/Order/1'],
    ['{"order_edit":{"id":5}}', ''],
    ['{"id":1.5}', ''],
    ['{"id":8e17}', ''],
    ['{"id":null}', ''],
    ['{"id":"a\\u0000b"}', ''],
    ['{"id":"a\\nb"}', ''],
    ['{"id":"\\ud800"}', ''],
    ['{"id":"\\ud83d\\ude00"}', '😀'],
    ['{"ids":3}', ''],
    ['{}', ''],
  ])('%s has id %s', (text, id) => expect(scan(text).id).toBe(id))

  test.each([
    ['{"id":1,"order_id":9007199254740993}', '9007199254740993'],
    ['{"\\u006frder_id":7}', '7'],
    ['{"order_edit":{"order_id":5}}', ''],
    [`{"order_id":${'9'.repeat(65)}}`, ''],
    ['{"order_id":"\\u0000"}', ''],
    ['{"order_id":"\\udc00"}', ''],
    ['{"order_ids":3,"order_i":4}', ''],
  ])('%s has order_id %s', (text, orderId) => expect(scan(text).orderId).toBe(orderId))

  test('an ID with thousands of digits is rejected', () =>
    expect(() => scan(`{"id":${'9'.repeat(5000)}}`)).toThrow('The id has more than 64'))
})

describe('rejects', () => {
  test.each([
    ['', 'is empty'],
    ['[]', 'is not a JSON object'],
    ['"text"', 'is not a JSON object'],
    ['\uFEFF{}', 'byte order mark'],
    ['{"a":1,"a":1}', 'duplicate key: "a"'],
    ['{"a":1,"\\u0061":2}', 'duplicate key: "a"'],
    ['{"\\u0061":1,"a":2}', 'duplicate key: "a"'],
    ['{"x":[{"é":1,"\\u00e9":2}]}', 'duplicate key: "é"'],
    ['{"a":"\n"}', 'unescaped control character'],
    ['{"a":"\0"}', 'unescaped control character'],
    ['{"a":"x', 'unterminated string or unescaped control character at byte 7'],
    ['{"a', 'unterminated string'],
    ['{"a":1,}', 'expected a key at byte 7'],
    ['{"a" 1}', 'expected a colon'],
    ['{"a":[1 2]}', 'expected a comma or ]'],
    ['{"a":1}{}', 'unexpected content after the object'],
    ['{"a":01}', 'expected a comma or }'],
    ['{"a":+1}', 'expected a value'],
    ['{"a":1.}', 'expected a value'],
    ['{"a":nul}', 'unexpected token'],
    ['{"a":"\\x"}', 'invalid escape sequence'],
    ['{"a":"\\u12g4"}', 'four hexadecimal digits'],
    [nested(65), 'deeper than 64'],
    ['['.repeat(4_000_000), 'is not a JSON object'],
    [`{"a":${'['.repeat(4_000_000)}`, 'deeper than 64'],
  ])('%.40s: %s', (text, message) => {
    expect(() => scan(text)).toThrow(JsonError)
    expect(() => scan(text)).toThrow(message)
  })

  test('invalid UTF-8', () => {
    for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0xaf]])
      expect(() =>
        scan(Buffer.concat([Buffer.from('{"a":"'), Buffer.from(bytes), Buffer.from('"}')])),
      ).toThrow('not valid UTF-8')
  })
})

describe('accepts', () => {
  test.each([
    nested(64),
    '{"a":"\\u0000","b":"\\ud800","c":"\\udc00x"}',
    '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}',
    '{"a":"\\ud83d\\ude00","b":"🧵"}',
    '{"__proto__":1,"constructor":2,"toString":3}',
  ])('%.60s', (text) => expect(scan(text).id).toBe(''))
})

test('a duplicate is found among tens of thousands of keys', () => {
  const members = Array.from({ length: 60_000 }, (_, n) => `"key${n}":${n}`)
  expect(scan(`{${members.join(',')}}`).id).toBe('')
  expect(() => scan(`{${members.join(',')},"key0":1}`)).toThrow('duplicate key: "key0"')
  // The enlarged table is released and does not affect the next scan.
  expect(scan('{"key0":1}').id).toBe('')
})

test('accepts exactly the objects that JSON.parse accepts', () => {
  const json = fc
    .dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 }))
    .map((value) => JSON.stringify(value))
  const damaged = fc
    .tuple(
      json,
      fc.nat(),
      fc.constantFrom('', '"', '\\', '{', ']', ',', '0', '-', 'e', ' ', '\u0001'),
    )
    .map(([text, position, replacement]) => {
      const index = position % text.length
      return text.slice(0, index) + replacement + text.slice(index + 1)
    })
  fc.assert(
    fc.property(fc.oneof(json, damaged), (text) => {
      const scanned = attempt(() => scan(text))
      const parsed = attempt(() => JSON.parse(text) as unknown)
      if (!scanned.ok && /duplicate key/.test(scanned.message)) return
      expect(scanned.ok).toBe(parsed.ok && text.trim().startsWith('{'))
    }),
    { numRuns: 3000 },
  )
})

function attempt<T>(
  work: () => T,
): { ok: true; value: T; message: '' } | { ok: false; message: string } {
  try {
    return { ok: true, value: work(), message: '' }
  } catch (error) {
    return { ok: false, message: String(error) }
  }
}
