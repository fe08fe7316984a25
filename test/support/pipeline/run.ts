import { createHash, createHmac, randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import { functions } from '@/server/pipeline/functions'

/** The signing key: only the hexadecimal digits after the prefix sign, in an even number. */
export const SIGNING_KEY = 'signkey-test-0123456789abcdef'

/** Every sleep of a run is shortened to this. */
const SLEEP_SECONDS = 0.02

export type EngineEvent = { id: string; name: string; data: Record<string, unknown>; ts: number }
type Op = { id: string; op: string; data?: unknown; error?: unknown; displayName?: string }

/** A run as stored by an engine. */
export type TestRun = {
  id: string
  fnId: string
  event: EngineEvent
  steps: Record<string, unknown>
  stack: string[]
  attempt: number
  status: 'running' | 'completed' | 'failed'
  result?: unknown
  error?: unknown
  /** Names of the dispatched steps, one entry per call. */
  calls: string[]
  /** The retry delay of the last response, in seconds. */
  retryAfter?: number
}

export const newRun = (fnId: string, event: EngineEvent): TestRun => ({
  id: randomUUID(),
  fnId,
  event,
  steps: {},
  stack: [],
  attempt: 0,
  status: 'running',
  calls: [],
})

/** Returns the ids of the functions that an event triggers. */
export function triggered(name: string): string[] {
  return functions
    .filter((fn) =>
      (fn.opts.triggers as { event?: string }[]).some((trigger) => trigger.event === name),
    )
    .map((fn) => fn.id())
}

function maxAttempts(fnId: string): number {
  return (functions.find((fn) => fn.id() === fnId)?.opts.retries ?? 1) + 1
}

/** Calls the SDK once, signed like an engine. */
export async function callFunction(
  handler: (request: Request) => Promise<Response>,
  run: TestRun,
): Promise<Response> {
  const body = canonicalize({
    event: { user: {}, ...run.event },
    events: [{ user: {}, ...run.event }],
    steps: run.steps,
    version: run.stack.length > 0 ? 2 : -1,
    use_api: false,
    ctx: {
      run_id: run.id,
      attempt: run.attempt,
      max_attempts: maxAttempts(run.fnId),
      disable_immediate_execution: false,
      use_api: false,
      env: '',
      step_id: 'step',
      stack: { stack: run.stack, current: run.stack.length },
    },
  })
  const time = Math.round(Date.now() / 1000)
  const key = SIGNING_KEY.replace(/^signkey-\w+-/, '')
  const signature = createHmac('sha256', key).update(`${body}${time}`).digest('hex')
  return handler(
    new Request(`http://local/api/inngest?fnId=aftercart-${run.fnId}&stepId=step`, {
      method: 'POST',
      headers: {
        host: 'local',
        'content-type': 'application/json',
        'x-inngest-signature': `t=${time}&s=${signature}`,
      },
      body: body ?? '',
    }),
  )
}

/** Applies a response to the run like an engine. */
export async function applyResponse(run: TestRun, response: Response): Promise<void> {
  const body: unknown = await response.json()
  const retryAfter = response.headers.get('retry-after')
  if (retryAfter) run.retryAfter = Number(retryAfter)
  if (response.status === 206) {
    for (const op of body as Op[]) applyOp(run, op)
    return
  }
  if (response.status === 200) {
    run.status = 'completed'
    run.result = body
    return
  }
  const isFinal = response.headers.get('x-inngest-no-retry') === 'true'
  run.attempt += 1
  if (!isFinal && run.attempt < maxAttempts(run.fnId)) return
  run.status = 'failed'
  run.error = body
}

function applyOp(run: TestRun, op: Op): void {
  run.calls.push(op.displayName ?? op.op)
  if (op.op === 'StepError') {
    run.attempt += 1
    return
  }
  if (op.op === 'Sleep') {
    run.steps[op.id] = { data: null }
    run.stack.push(op.id)
    run.retryAfter = SLEEP_SECONDS
    return
  }
  if (op.op !== 'StepRun' && op.op !== 'StepFailed') throw new Error(`Unexpected op ${op.op}`)
  run.steps[op.id] = op.op === 'StepRun' ? { data: op.data ?? null } : { error: op.error }
  run.stack.push(op.id)
  run.attempt = 0
}

/** The event of a run that failed for good. */
export function failureRun(run: TestRun): TestRun {
  return newRun(`${run.fnId}-failure`, {
    id: createHash('sha1').update(run.id).digest('hex'),
    name: 'inngest/function.failed',
    ts: Date.now(),
    data: {
      function_id: `aftercart-${run.fnId}`,
      run_id: run.id,
      error: run.error,
      event: run.event,
      events: [run.event],
    },
  })
}
