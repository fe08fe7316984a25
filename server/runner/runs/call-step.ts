import { randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { AppClient } from '../http/app-client'
import type { AppGate } from '../http/app-gate'
import { classifyResponse, type Outcome, PROTOCOL_VERSION } from './classify-response'
import { DISCOVERY, type DueCall, listMemos, type RunState } from './run-state'

// For a larger body, the SDK is asked to fetch events and steps itself. Inngest has the same limit.
const MAX_BODY_BYTES = 4 * 1024 * 1024

/**
 * Makes a call and returns its outcome. Waits for the gate first, and again whenever the app is
 * unreachable. Returns `stopped` if `signal` aborts while waiting.
 */
export async function callStep(
  app: { client: AppClient; gate: AppGate },
  run: RunState,
  call: DueCall,
  signal: AbortSignal,
): Promise<Outcome | { kind: 'stopped' }> {
  const query = `?fnId=${encodeURIComponent(run.functionId)}&stepId=${encodeURIComponent(call.stepId)}`
  const headers = {
    'x-run-id': run.id,
    'x-request-id': requestIdOf(run.event) ?? randomUUID(),
    'x-inngest-generation-id': String(run.generation),
    'x-inngest-step-id': call.stepId,
  }
  const body = buildBody(run, call)
  for (;;) {
    try {
      await app.gate.waitUntilOpen(signal)
    } catch {
      return { kind: 'stopped' }
    }
    const response = await app.client.send('POST', query, body, { headers })
    if (response.kind === 'unauthorized') app.gate.close('the app rejects our signature')
    else if (response.kind !== 'sdk') app.gate.close(response.reason)
    if (response.kind !== 'unreachable') return classifyResponse(response)
  }
}

function buildBody(run: RunState, call: DueCall): string {
  const body = canonicalize(buildRequest(run, call, false)) ?? ''
  if (Buffer.byteLength(body) <= MAX_BODY_BYTES) return body
  return canonicalize(buildRequest(run, call, true)) ?? ''
}

function buildRequest(run: RunState, call: DueCall, usesApi: boolean) {
  const memos = listMemos(run)
  const isFirst = memos.length === 0 && call.stepId === DISCOVERY
  return {
    event: run.event,
    events: usesApi ? [] : [run.event],
    steps: usesApi ? {} : Object.fromEntries(memos.map(({ id, memo }) => [id, memo])),
    defers: {},
    version: isFirst ? -1 : PROTOCOL_VERSION,
    use_api: usesApi,
    ctx: {
      run_id: run.id,
      // With these two, the SDK sends checkpoints.
      fn_id: run.functionId,
      qi_id: `${run.id}:${run.generation}`,
      attempt: call.attempt,
      max_attempts: run.maxAttempts,
      disable_immediate_execution: run.isPlanForced,
      use_api: usesApi,
      env: '',
      step_id: call.stepId,
      stack: { stack: memos.map(({ id }) => id), current: memos.length },
    },
  }
}

/**
 * Returns the request ID that the webhook's events carry, for the log. Events about the end of a run
 * have the request ID of that run's event.
 */
export function requestIdOf(event: Record<string, unknown>): string | undefined {
  const data = event.data as { requestId?: unknown; event?: Record<string, unknown> } | undefined
  if (typeof data?.requestId === 'string') return data.requestId
  return data?.event ? requestIdOf(data.event) : undefined
}
