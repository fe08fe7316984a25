import type { GetStepTools } from 'inngest'
import type { inngest } from './client'
import { guard } from './guard'

type Queued = { outcome: 'queued'; waitMs: number }
type Work<T> = {
  /** The step's id in the run. */
  name: string
  requestId: string
  work: () => Promise<T>
  /** Starts the same work in a new run. */
  continueInNewRun: () => Promise<void>
}

/** Engines store every step of a run, so a longer outage continues in a new run. */
const MAX_TURNS = 100

/** Repeats a step while its vendor is down. The run sleeps in between and uses up no retries. */
export async function repeatWhileQueued<T>(
  step: GetStepTools<typeof inngest>,
  { name, requestId, work, continueInNewRun }: Work<T>,
) {
  for (let turn = 1; turn <= MAX_TURNS; turn += 1) {
    const memo = await step.run(turn === 1 ? name : `${name}-${turn}`, () => guard(requestId, work))
    if (!isQueued(memo)) return memo
    await step.sleep(`${name}-pause-${turn}`, memo.waitMs)
  }
  await step.run(`${name}-go-on`, () => guard(requestId, continueInNewRun))
  return { outcome: 'stopped' as const, because: 'continues in a new run' }
}

const isQueued = (memo: unknown): memo is Queued =>
  typeof memo === 'object' && memo !== null && 'outcome' in memo && memo.outcome === 'queued'
