import type { GetStepTools } from 'inngest'
import type { inngest } from './client'
import { guard } from './guard'

type Queued = { outcome: 'queued'; waitMs: number }
type Work<T> = {
  /** The step's id in the run. */
  name: string
  requestId: string
  work: () => Promise<T>
  /** Has the same work begin in a run of its own. */
  goOn: () => Promise<void>
}

/** An engine remembers every step of a run: a longer outage goes on in the next one. */
const TURNS = 100

/**
 * Executes a step again and again while its vendor is down. The run sleeps in between, and none of
 * its retries is used up, however long it takes.
 */
export async function repeatWhileQueued<T>(
  step: GetStepTools<typeof inngest>,
  { name, requestId, work, goOn }: Work<T>,
) {
  for (let turn = 1; turn <= TURNS; turn += 1) {
    const memo = await step.run(turn === 1 ? name : `${name}-${turn}`, () => guard(requestId, work))
    if (!isQueued(memo)) return memo
    await step.sleep(`${name}-pause-${turn}`, memo.waitMs)
  }
  await step.run(`${name}-go-on`, () => guard(requestId, goOn))
  return { outcome: 'stopped' as const, because: 'it goes on in the next run' }
}

const isQueued = (memo: unknown): memo is Queued =>
  typeof memo === 'object' && memo !== null && 'outcome' in memo && memo.outcome === 'queued'
