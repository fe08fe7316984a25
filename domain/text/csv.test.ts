import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv'

/** Parses a file by RFC 4180; `isText`: the cell was quoted. */
function readCsv(file: string): { text: string; isText: boolean }[][] {
  const rows: { text: string; isText: boolean }[][] = [[]]
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy
  for (
    let match = cell.exec(file);
    match && cell.lastIndex <= file.length;
    match = cell.exec(file)
  ) {
    const [, quoted, bare = '', end] = match
    rows.at(-1)?.push({ text: quoted?.replaceAll('""', '"') ?? bare, isText: quoted !== undefined })
    if (end === '\r\n') rows.push([])
    if (cell.lastIndex === file.length) break
  }
  return rows.filter((row) => row.length > 0)
}

const DANGEROUS = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', ' =', '\u00A0@', '\n=']
const texts = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.tuple(fc.constantFrom(...DANGEROUS), fc.string({ unit: 'grapheme' })).map(([a, b]) => a + b),
  fc.constantFrom('"', '""', ',', '\r\n', "'", '=1+1', '=HYPERLINK("http://x","y")', '-5'),
)
const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(2, '0')}`)

test('cells round-trip, text never starts a formula, and numbers stay numbers', () => {
  const cells = fc.oneof(
    texts,
    decimals.map((decimal) => ({ decimal })),
  )
  fc.assert(
    fc.property(fc.array(fc.array(cells, { minLength: 1 }), { minLength: 1 }), (rows) => {
      const read = readCsv(rows.map(csvLine).join(''))
      expect(read).toHaveLength(rows.length)
      for (const [y, row] of rows.entries()) {
        expect(read[y]).toHaveLength(row.length)
        for (const [x, cell] of row.entries()) {
          const { text = '', isText } = read[y]?.[x] ?? {}
          expect(isText).toBe(typeof cell === 'string')
          if (typeof cell !== 'string') expect(text).toBe(cell.decimal)
          else expect([cell, `'${cell}`]).toContain(text)
          if (isText) expect(text).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/)
        }
      }
    }),
    { numRuns: 2_000 },
  )
})

test('a negative amount is a number; the same text is escaped', () => {
  expect(csvLine([{ decimal: '-12.30' }, '-12.30', 3])).toBe(`-12.30,"'-12.30",3\r\n`)
  expect(() => csvLine([{ decimal: '=1' }])).toThrow()
})
