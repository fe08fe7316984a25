import { describe, expect, it } from 'vitest'
import { keyOf, matchesFilter, parseFilter, parseKey, parseMatch, valueAt } from './expressions'
import { parseFunctions } from './function-config'
import { buildRegistry } from './registry'

const event = { name: 'order/placed', data: { orderId: 'a', kind: 'large', lines: [{ n: 1 }] } }

describe('parseKey and keyOf', () => {
  it('return the value at a path as text', () => {
    expect(parseKey('event.data.orderId')).toEqual(['data', 'orderId'])
    expect(keyOf(parseKey('event.name'), event)).toBe('"order/placed"')
    expect(keyOf(parseKey('event.data.orderId'), event)).toBe('"a"')
    expect(keyOf(parseKey('event.data.lines'), event)).toBe('[{"n":1}]')
    expect(keyOf(parseKey('event.data.n'), { data: { n: 1.5 } })).toBe('1.5')
  })

  it('return null if the event does not have the path', () => {
    for (const path of ['event.data.none', 'event.data.orderId.length', 'event.data.constructor'])
      expect(keyOf(parseKey(path), event)).toBe('null')
    expect(keyOf(parseKey('event.data.x'), { data: null })).toBe('null')
  })

  it('limit the length, with different keys for different values', () => {
    const keyFor = (orderId: string) => keyOf(parseKey('event.data.orderId'), { data: { orderId } })
    expect(keyFor('x'.repeat(98))).toHaveLength(100)
    expect(keyFor('x'.repeat(99))).toHaveLength(43)
    expect(keyFor(`${'x'.repeat(99)}1`)).not.toBe(keyFor(`${'x'.repeat(99)}2`))
  })

  it.each([
    '',
    'event',
    'event.',
    'event.data.',
    'event..data',
    ' event.data.orderId',
    'event.data.orderId ',
    'event.data.orderId\n',
    'data.orderId',
    'events.data.orderId',
    'async.data.orderId',
    'event.data.order-id',
    'event.data.1st',
    'event.data["orderId"]',
    'event.data.lines[0]',
    'event.data.lines.size()',
    'event.data.a + event.data.b',
    'event.data.vip ? 1 : 2',
    '"constant"',
    'has(event.data.a)',
  ])('rejects %j', (source) => {
    expect(() => parseKey(source)).toThrow(/accepts only a path such as event\.data\.orderId/)
  })
})

describe('parseFilter and matchesFilter', () => {
  it('match events with the exact string at the path', () => {
    const filter = parseFilter("event.data.kind == 'large'")
    expect(filter).toEqual({ path: ['data', 'kind'], value: 'large' })
    expect(parseFilter('event.data.kind == "large"')).toEqual(filter)
    expect(matchesFilter(filter, event)).toBe(true)
    expect(matchesFilter(filter, { data: { kind: 'small' } })).toBe(false)
    expect(matchesFilter(filter, { data: {} })).toBe(false)
    expect(matchesFilter(parseFilter("event.data.n == '1'"), { data: { n: 1 } })).toBe(false)
    expect(matchesFilter(undefined, event)).toBe(true)
  })

  it.each([
    'event.data.kind',
    'event.data.total > 100',
    'event.data.total == 100',
    "event.data.kind == 'large",
    `event.data.kind == 'large"`,
    "event.data.kind == 'it\\'s'",
    "event.data.kind != 'large'",
    "event.data.kind=='large'",
    "'large' == event.data.kind",
    "event.data.a == 'x' || event.data.b == 'y'",
    "event.data.a == 'x' && event.data.b == 'y'",
    'event.data.a == event.data.b',
  ])('rejects %j', (source) => {
    expect(() => parseFilter(source)).toThrow(/accepts only a comparison such as event\.data\.kind/)
  })
})

describe('parseMatch', () => {
  it('returns the path that both events share', () => {
    const path = parseMatch('event.data.orderId == async.data.orderId')
    expect(path).toEqual(['data', 'orderId'])
    expect(valueAt(event, path)).toBe('a')
  })

  it.each([
    'event.data.orderId == async.data.id',
    'async.data.orderId == event.data.orderId',
    'async.data.total > 1',
    'event.data.orderId == async.data.orderId && true',
  ])('rejects %j', (source) => {
    expect(() => parseMatch(source)).toThrow(/accepts only match, such as match: 'data\.orderId'/)
  })
})

describe('a function with an unsupported expression', () => {
  const base = {
    id: 'shop-odd',
    triggers: [{ event: 't/x' }],
    steps: {
      step: {
        id: 'step',
        name: 'step',
        runtime: { type: 'http', url: 'http://127.0.0.1/api/inngest' },
      },
    },
  }

  it.each([
    [
      { concurrency: [{ limit: 1, key: '"all"' }] },
      'function "shop-odd": concurrency key ""all"": the embedded runner accepts only a path such as event.data.orderId',
    ],
    [
      { idempotency: 'event.data.a + event.data.b' },
      'function "shop-odd": idempotency "event.data.a + event.data.b": the embedded runner accepts only a path such as event.data.orderId',
    ],
    [
      { triggers: [{ event: 't/x', expression: 'event.data.total > 100' }] },
      `function "shop-odd": trigger condition "event.data.total > 100": the embedded runner accepts only a comparison such as event.data.kind == 'large'`,
    ],
    [
      { cancel: [{ event: 't/y', if: 'async.data.total > 1' }] },
      `function "shop-odd": cancelOn "async.data.total > 1": the embedded runner accepts only match, such as match: 'data.orderId'`,
    ],
  ])('is rejected by name: %j', (options, message) => {
    const configs = parseFunctions([{ ...base, ...options }])
    expect(() => buildRegistry({ appId: 'shop', appVersion: null }, configs)).toThrow(message)
  })
})
