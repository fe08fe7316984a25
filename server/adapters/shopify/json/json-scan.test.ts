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
  ])('%s is %s', (text, id) => expect(scan(text).id).toBe(id))

  test.each([
    ['{"id":1,"order_id":9007199254740993}', '9007199254740993'],
    ['{"\\u006frder_id":7}', '7'],
    ['{"order_edit":{"order_id":5}}', ''],
    [`{"order_id":${'9'.repeat(65)}}`, ''],
    ['{"order_id":"\\u0000"}', ''],
    ['{"order_id":"\\udc00"}', ''],
    ['{"order_ids":3,"order_i":4}', ''],
  ])('%s is of order %s', (text, orderId) => expect(scan(text).orderId).toBe(orderId))

  test('a number of thousands of digits is no id', () =>
    expect(() => scan(`{"id":${'9'.repeat(5000)}}`)).toThrow('The id has more than 64'))
})

describe('refusals', () => {
  test.each([
    ['', 'is empty'],
    ['[]', 'is not a JSON object'],
    ['"text"', 'is not a JSON object'],
    ['\uFEFF{}', 'byte order mark'],
    ['{"a":1,"a":1}', 'the key "a" twice'],
    ['{"a":1,"\\u0061":2}', 'the key "a" twice'],
    ['{"\\u0061":1,"a":2}', 'the key "a" twice'],
    ['{"x":[{"é":1,"\\u00e9":2}]}', 'the key "é" twice'],
    ['{"a":"\n"}', 'bare control character'],
    ['{"a":"\0"}', 'bare control character'],
    ['{"a":"x', 'or no end at byte 7'],
    ['{"a', 'no end'],
    ['{"a":1,}', 'a key is missing at byte 7'],
    ['{"a" 1}', 'a colon is missing'],
    ['{"a":[1 2]}', 'a comma or ] is missing'],
    ['{"a":1}{}', 'something follows'],
    ['{"a":01}', 'a comma or } is missing'],
    ['{"a":+1}', 'a value is missing'],
    ['{"a":1.}', 'a value is missing'],
    ['{"a":nul}', 'a value is unknown'],
    ['{"a":"\\x"}', 'an escape is unknown'],
    ['{"a":"\\u12g4"}', 'four hexadecimal digits'],
    [nested(65), 'deeper than 64'],
    ['['.repeat(4_000_000), 'is not a JSON object'],
    [`{"a":${'['.repeat(4_000_000)}`, 'deeper than 64'],
  ])('%.40s: %s', (text, why) => {
    expect(() => scan(text)).toThrow(JsonError)
    expect(() => scan(text)).toThrow(why)
  })

  test('bytes that are no UTF-8', () => {
    for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0xaf]])
      expect(() =>
        scan(Buffer.concat([Buffer.from('{"a":"'), Buffer.from(bytes), Buffer.from('"}')])),
      ).toThrow('not valid UTF-8')
  })
})

describe('what is allowed', () => {
  test.each([
    nested(64),
    '{"a":"\\u0000","b":"\\ud800","c":"\\udc00x"}',
    '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}',
    '{"a":"\\ud83d\\ude00","b":"🧵"}',
    '{"__proto__":1,"constructor":2,"toString":3}',
  ])('%.60s', (text) => expect(scan(text).id).toBe(''))
})

test('tens of thousands of keys are checked in one pass, and the last one may be the double', () => {
  const members = Array.from({ length: 60_000 }, (_, n) => `"key${n}":${n}`)
  expect(scan(`{${members.join(',')}}`).id).toBe('')
  expect(() => scan(`{${members.join(',')},"key0":1}`)).toThrow('the key "key0" twice')
  // The table was given back: a small text afterwards is not slowed down or confused by it.
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
    .map(([text, place, with_]) => {
      const at = place % text.length
      return text.slice(0, at) + with_ + text.slice(at + 1)
    })
  fc.assert(
    fc.property(fc.oneof(json, damaged), (text) => {
      const isAccepted = attempt(() => scan(text))
      const parsed = attempt(() => JSON.parse(text) as unknown)
      if (!isAccepted.ok && /twice/.test(isAccepted.message)) return
      expect(isAccepted.ok).toBe(parsed.ok && text.trim().startsWith('{'))
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
