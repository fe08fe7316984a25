import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { singleFlight } from './coalesce-reads'

it('reads once for concurrent callers, and again afterwards', async () => {
  const shared = singleFlight<number>()
  let reads = 0
  const read = async () => ++reads
  expect(await Promise.all([shared('a', read), shared('a', read), shared('b', read)])).toEqual([
    1, 1, 2,
  ])
  expect(await shared('a', read)).toBe(3)
})

it('reuses a slow result', async () => {
  const shared = singleFlight<number>()
  let reads = 0
  const read = async () => {
    await pause(60)
    return ++reads
  }
  expect(await shared('a', read)).toBe(1)
  expect(await shared('a', read)).toBe(1)
})

it('does not reuse a failure', async () => {
  const shared = singleFlight<number>()
  await expect(shared('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await shared('a', async () => 1)).toBe(1)
})
