import { createRequire } from 'node:module'
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

/** Reads a file with hyparquet, independently of our column definitions. */
async function readParquet(bytes: Buffer): Promise<Record<string, unknown>[]> {
  const path = createRequire(createRequire(import.meta.url).resolve('hyparquet-writer')).resolve(
    'hyparquet',
  )
  const { parquetReadObjects } = (await import(path)) as {
    parquetReadObjects: (options: { file: ArrayBuffer }) => Promise<Record<string, unknown>[]>
  }
  return parquetReadObjects({ file: Uint8Array.from(bytes).buffer })
}

const row = (name: string, minor = 1n): Row => ({ name, minor, at: null })

test('escapes formulas in CSV and keeps negative numbers', async () => {
  const { bytes } = await bytesOf('csv', [row('=HYPERLINK("http://evil")', -5n)], [row('山田')])
  expect(bytes.toString()).toBe(
    '\uFEFF"Name","Minor"\r\n"\'=HYPERLINK(""http://evil"")",-5\r\n"山田",1\r\n',
  )
})

test('streams Parquet page by page and round-trips its values', async () => {
  const many = Array.from({ length: 300 }, (_, i) => row(`row ${i}`, BigInt(i) - 2n ** 62n))
  const special = [
    { name: '山田 עברית 🎁', minor: 2n ** 63n - 1n, at: new Date('2026-03-29T00:59:59.999Z') },
    { name: '', minor: -(2n ** 63n), at: new Date('1969-12-31T23:59:59.999Z') },
  ]
  const { pieces, bytes } = await bytesOf('parquet', many, [], special)
  expect(pieces).toHaveLength(3)
  expect(await readParquet(bytes)).toEqual([...many, ...special])
})

test('writes a valid file without rows', async () => {
  const { bytes } = await bytesOf('parquet')
  expect(await readParquet(bytes)).toEqual([])
  expect((await bytesOf('csv')).bytes.toString()).toBe('\uFEFF"Name","Minor"\r\n')
})
