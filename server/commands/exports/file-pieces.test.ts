import { expect, test } from 'vitest'
import { type FileShape, filePieces } from './file-pieces'

type Row = { name: string; minor: bigint; at: Date | null }

const SHAPE: FileShape<Row> = {
  csv: {
    names: ['Name', 'Minor'],
    cellsOf: ({ name, minor }) => [name, { decimal: String(minor) }],
  },
  parquet: {
    columns: [
      { name: 'name', type: 'text' },
      { name: 'minor', type: 'whole' },
      { name: 'at', type: 'time' },
    ],
    valuesOf: ({ name, minor, at }) => [name, minor, at],
  },
}

async function* pages(...all: Row[][]) {
  yield* all
}

async function bytesOf(format: 'csv' | 'parquet', ...all: Row[][]) {
  const pieces: Uint8Array[] = []
  for await (const piece of filePieces(format, SHAPE, pages(...all))) pieces.push(piece)
  return { pieces, bytes: Buffer.concat(pieces) }
}

const row = (name: string, minor = 1n): Row => ({ name, minor, at: null })

test('a CSV file holds no formula, and negative numbers stay numbers', async () => {
  const { bytes } = await bytesOf('csv', [row('=HYPERLINK("http://evil")', -5n)], [row('山田')])
  expect(bytes.toString()).toBe(
    '\uFEFF"Name","Minor"\r\n"\'=HYPERLINK(""http://evil"")",-5\r\n"山田",1\r\n',
  )
})

test('a Parquet file leaves page by page, and its footer counts every row', async () => {
  const many = Array.from({ length: 300 }, (_, i) => row(`row ${i}`, 2n ** 62n))
  const { pieces, bytes } = await bytesOf('parquet', many, [], many)
  expect(pieces).toHaveLength(3)
  expect(bytes.subarray(0, 4).toString()).toBe('PAR1')
  expect(bytes.subarray(-4).toString()).toBe('PAR1')
  const footer = bytes.readUInt32LE(bytes.length - 8)
  expect(pieces.at(-1)?.length).toBeGreaterThanOrEqual(footer + 8)
  const names = bytes.subarray(bytes.length - 8 - footer, -8).toString('latin1')
  expect(names).toContain('Aftercart')
})

test('a file without rows is a file', async () => {
  const { bytes } = await bytesOf('parquet')
  expect(bytes.subarray(0, 4).toString()).toBe('PAR1')
  expect((await bytesOf('csv')).bytes.toString()).toBe('\uFEFF"Name","Minor"\r\n')
})
