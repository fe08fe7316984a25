import type postgres from 'postgres'
import type { Caller } from '../e2e/support/session'

/** What a page benchmark uses: the portal, a signed-in caller and SQL access. */
export type BenchRun = {
  portalUrl: string
  caller: Caller
  sql: postgres.Sql
  /** Returns whether `--only` selects the entry. */
  isWanted: (name: string) => boolean
}

/** One result of the benchmark's document. */
export type Entry =
  | {
      name: string
      unit: 'ms'
      p50: number
      p95: number
      p99: number
      samples: number
      floor: number
      floor_is: string
    }
  | {
      name: string
      unit: 'per_s'
      value: number
      samples: number
      floor: number
      floor_is: string
      notes?: string
    }

/**
 * Returns the durations in milliseconds of `samples` sequential calls, after a warm-up of half as many
 * so that the server's code is compiled.
 */
export async function timeEach(
  samples: number,
  call: (i: number) => Promise<unknown>,
): Promise<number[]> {
  for (let i = 0; i < Math.ceil(samples / 2); i++) await call(i)
  const times: number[] = []
  for (let i = 0; i < samples; i++) {
    const began = performance.now()
    await call(i)
    times.push(performance.now() - began)
  }
  return times
}

/** Returns the p-th percentile (0..100) by nearest rank. */
export function percentile(values: number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return round(sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN)
}

/** Keeps `connections` calls in flight for `seconds`; returns completed calls per second. */
export async function ratePerSecond(
  connections: number,
  seconds: number,
  call: (i: number) => Promise<unknown>,
): Promise<{ value: number; samples: number }> {
  let next = 0
  let done = 0
  const began = performance.now()
  const until = began + seconds * 1000
  const worker = async () => {
    while (performance.now() < until) {
      await call(next++)
      done++
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  return { value: round((done * 1000) / (performance.now() - began)), samples: done }
}

export const round = (value: number): number => Math.round(value * 100) / 100

/** Returns how long `work` took, in seconds. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return round((performance.now() - began) / 1000)
}

/** Returns a latency entry from its durations and its floor's. */
export function latency(name: string, times: number[], floor: number[], floorIs: string): Entry {
  return {
    name,
    unit: 'ms',
    p50: percentile(times, 50),
    p95: percentile(times, 95),
    p99: percentile(times, 99),
    samples: times.length,
    floor: percentile(floor, 50),
    floor_is: floorIs,
  }
}
