import { randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { AppClient } from '../http/app-client'
import type { AppGate } from '../http/app-gate'
import { classifyResponse, type Outcome, PROTOCOL_VERSION } from './classify-response'
import { DISCOVERY, listMemos, type RunState, type Work } from './run-state'

// Over this the SDK is told to fetch events and steps itself (Inngest's own limit of a body).
const MAX_BODY_BYTES = 4 * 1024 * 1024

/**
 * Makes one call and says what it came to. Waits at the gate before, and again when the app was
 * not there to take the call; `stopped` when `signal` aborts meanwhile.
 */
export async function callStep(
  app: { client: AppClient; gate: AppGate },
  run: RunState,
  work: Work,
  signal: AbortSignal,
): Promise<Outcome | { kind: 'stopped' }> {
  const query = `?fnId=${encodeURIComponent(run.functionId)}&stepId=${encodeURIComponent(work.stepId)}`
  const headers = {
    'x-run-id': run.id,
    'x-request-id': requestIdOf(run.event) ?? randomUUID(),
    'x-inngest-generation-id': String(run.generation),
    'x-inngest-step-id': work.stepId,
  }
  const body = bodyOf(run, work)
  for (;;) {
    try {
      await app.gate.pass(signal)
    } catch {
      return { kind: 'stopped' }
    }
    const answer = await app.client.send('POST', query, body, { headers })
    if (answer.kind === 'unauthorized') app.gate.close('it refuses our signature')
    else if (answer.kind !== 'sdk') app.gate.close(answer.reason)
    if (answer.kind !== 'unreachable') return classifyResponse(answer)
  }
}

function bodyOf(run: RunState, work: Work): string {
  const full = canonicalize(requestOf(run, work, false)) ?? ''
  if (Buffer.byteLength(full) <= MAX_BODY_BYTES) return full
  return canonicalize(requestOf(run, work, true)) ?? ''
}

function requestOf(run: RunState, work: Work, isFetched: boolean) {
  const memos = listMemos(run)
  const isFirst = memos.length === 0 && work.stepId === DISCOVERY
  return {
    event: run.event,
    events: isFetched ? [] : [run.event],
    steps: isFetched ? {} : Object.fromEntries(memos.map(({ id, memo }) => [id, memo])),
    defers: {},
    version: isFirst ? -1 : PROTOCOL_VERSION,
    use_api: isFetched,
    ctx: {
      run_id: run.id,
      // These two tell the SDK that the engine takes checkpoints.
      fn_id: run.functionId,
      qi_id: `${run.id}:${run.generation}`,
      attempt: work.attempt,
      max_attempts: run.maxAttempts,
      disable_immediate_execution: run.isPlanForced,
      use_api: isFetched,
      env: '',
      step_id: work.stepId,
      stack: { stack: memos.map(({ id }) => id), current: memos.length },
    },
  }
}

/** The request id that follows a webhook through its events; a failure's is its run's. */
export function requestIdOf(event: Record<string, unknown>): string | undefined {
  const data = event.data as { requestId?: unknown; event?: Record<string, unknown> } | undefined
  if (typeof data?.requestId === 'string') return data.requestId
  return data?.event ? requestIdOf(data.event) : undefined
}
