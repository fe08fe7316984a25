import { setTimeout as pause } from 'node:timers/promises'
import type { TestEngine } from './pipeline'
import type { TestRun } from './run'

const LOOK_MS = 5
const SECOND_MS = 1000

/**
 * Runs an engine continuously with limited concurrency and real retry times. Returns a function
 * that stops it.
 */
export function runLive(engine: TestEngine, concurrency: number): () => Promise<void> {
  const taken = new Set<TestRun>()
  const working = new Set<Promise<void>>()
  let isOver = false
  const work = async (run: TestRun) => {
    while (run.status === 'running' && !isOver) {
      delete run.retryAfter
      await engine.dispatch(run)
      if (run.status === 'running' && run.retryAfter) await pause(run.retryAfter * SECOND_MS)
    }
  }
  const loop = async () => {
    while (!isOver) {
      const free = concurrency - working.size
      const next = engine.runs.filter((run) => !taken.has(run) && run.status === 'running')
      for (const run of next.slice(0, Math.max(0, free))) {
        taken.add(run)
        const done = work(run).finally(() => working.delete(done))
        working.add(done)
      }
      await pause(LOOK_MS)
    }
    await Promise.all(working)
  }
  const looped = loop()
  return async () => {
    isOver = true
    await looped
  }
}
