import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalize } from './normalize'

const JOINER = '\u034F'

describe('runs of marks', () => {
  test.each([
    ['thirty', `a${'\u0323'.repeat(30)}`],
    ['thirty without a base', '\u0323'.repeat(30)],
    ['fifteen that decompose to two each', '\u0344'.repeat(15)],
    ['many marks that are starters', `ཀ${'\u093E'.repeat(100)}`],
    ['variation selectors', `a${'\uFE01'.repeat(100)}`],
    ['already broken', `${'\u0323'.repeat(30)}${JOINER}${'\u0323'.repeat(30)}`],
  ])('%s are kept', (_, text) => expect(normalize(text)).toBe(text.normalize('NFC')))

  test.each([
    ['thirty-one', '\u0323'.repeat(30), '\u0323'],
    ['on a letter', `k${'\u0323'.repeat(30)}`, '\u0323\u0323'],
    ['on a letter that contains marks', `\u1F82${'\u0300'.repeat(27)}`, '\u0300'],
    ['that decompose to two each', '\u0344'.repeat(15), '\u0344'],
    ['halfwidth sound marks', `ｶ${'\uFF9E'.repeat(30)}`, '\uFF9E'],
    ['beyond the basic plane', '\u{1E8D0}'.repeat(30), '\u{1E8D0}'],
  ])('%s are broken', (_, start, rest) =>
    expect(normalize(start + rest)).toBe((start + JOINER + rest).normalize('NFC')),
  )

  test('of a million are handled', () => {
    for (const marks of ['\u0301\u0323', '\u0F73', '\uFF9E\u0301', '\u{1D165}\u0323'])
      expect(normalize(`a${marks.repeat(500_000)}`)).toContain(JOINER)
  })
})

const marks = fc.constantFrom('\u0301', '\u0323', '\u0344', '\u0345', '\u0F73', '\uFF9E', JOINER)
const run = fc.array(marks, { maxLength: 80 }).map((all) => all.join(''))
const bases = fc.constantFrom('', 'a', '\u1F82', '각', '\n', '😀', '\uFE7D')
const marked = fc
  .array(fc.oneof(bases, run, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 8 })
  .map((parts) => parts.join(''))

/** U+0345 has the highest combining class and comes behind every other non-starter. */
const isNonStarter = (point: string) =>
  point === '\u0345' || `\u0345${point}`.normalize('NFD') !== `\u0345${point.normalize('NFD')}`

function longestRun(text: string): number {
  let longest = 0
  let length = 0
  for (const point of text.normalize('NFKD')) {
    length = isNonStarter(point) ? length + 1 : 0
    longest = Math.max(longest, length)
  }
  return longest
}

describe('any text', () => {
  test('has at most thirty consecutive non-starters and is otherwise unchanged', () => {
    fc.assert(
      fc.property(marked, (text) => {
        const done = normalize(text)
        expect(longestRun(done)).toBeLessThanOrEqual(30)
        if (longestRun(text) <= 30) expect(done).toBe(text.normalize('NFC'))
        const inOrder = (given: string) => [...given.normalize('NFD')].sort().join('')
        expect(inOrder(done.replaceAll(JOINER, ''))).toBe(inOrder(text.replaceAll(JOINER, '')))
      }),
      { numRuns: 5_000 },
    )
  })

  test('is NFC, and the same when normalized twice', () => {
    fc.assert(
      fc.property(marked, (text) => {
        const done = normalize(text)
        expect(done).toBe(done.normalize('NFC'))
        expect(normalize(done)).toBe(done)
      }),
      { numRuns: 5_000 },
    )
  })
})
