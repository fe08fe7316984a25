import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { singleFlight } from './coalesce-reads'

it('asks once for everybody who asks at the same time, and again afterwards', async () => {
  const shared = singleFlight<number>()
  let asked = 0
  const ask = async () => ++asked
  expect(await Promise.all([shared('a', ask), shared('a', ask), shared('b', ask)])).toEqual([
    1, 1, 2,
  ])
  expect(await shared('a', ask)).toBe(3)
})

it('keeps an answer that took long', async () => {
  const shared = singleFlight<number>()
  let asked = 0
  const ask = async () => {
    await pause(60)
    return ++asked
  }
  expect(await shared('a', ask)).toBe(1)
  expect(await shared('a', ask)).toBe(1)
})

it('keeps no failure', async () => {
  const shared = singleFlight<number>()
  await expect(shared('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await shared('a', async () => 1)).toBe(1)
})
