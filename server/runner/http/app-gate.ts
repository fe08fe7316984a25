import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { AppClient } from './app-client'

/** Pauses all drives while the app does not respond, instead of failing their runs. */
export type AppGate = {
  /** Resolves when the app responds; rejects if `signal` aborts first. */
  waitUntilOpen(signal: AbortSignal): Promise<void>
  /** Closes the gate until the app responds correctly to a signed probe. */
  close(reason: string): void
  /** Returns why the gate is closed; undefined if it is open. */
  reason(): string | undefined
}

const PROBE_TIMEOUT_MS = 5_000
const MIN_PROBE_DELAY_MS = 100
const MAX_PROBE_DELAY_MS = 2_000

/** Calls `onReopen` when the app responds again, because it may be a different version. */
export function createAppGate(
  client: AppClient,
  log: Logger,
  signal: AbortSignal,
  onReopen: () => void,
): AppGate {
  let closed: { reason: string; opened: Promise<void> } | undefined
  const updateReason = (reason: string) => {
    if (!closed || closed.reason === reason) return
    log.warn({ reason }, 'still waiting for the app')
    closed.reason = reason
  }
  const open = () => {
    closed = undefined
    log.info('the app responds again')
    onReopen()
  }
  return {
    reason: () => closed?.reason,
    close(reason) {
      if (closed) return
      log.warn({ reason }, 'the app does not respond correctly, runs are waiting')
      const opened = probeUntilOk(client, signal, updateReason).then(open)
      // Waiting drives handle the rejection on abort; without any, it must not be unhandled.
      opened.catch(() => {})
      closed = { reason, opened }
    },
    async waitUntilOpen(waiter) {
      while (closed) await rejectOnAbort(closed.opened, waiter)
    },
  }
}

async function probeUntilOk(
  client: AppClient,
  signal: AbortSignal,
  onFailure: (reason: string) => void,
): Promise<void> {
  for (let wait = MIN_PROBE_DELAY_MS; ; wait = Math.min(wait * 1.5, MAX_PROBE_DELAY_MS)) {
    const response = await client.send('GET', '', '', { timeoutMs: PROBE_TIMEOUT_MS, signal })
    if (response.kind === 'sdk' && response.status === 200) return
    onFailure(explain(response))
    await delay(wait, undefined, { signal })
  }
}

/** Resolves with `promise`; rejects if `signal` aborts first. */
async function rejectOnAbort(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const done = new AbortController()
  const aborted = once(signal, 'abort', { signal: done.signal }).then(() => signal.throwIfAborted())
  aborted.catch(() => {})
  await Promise.race([promise, aborted]).finally(() => done.abort())
}

function explain(response: Awaited<ReturnType<AppClient['send']>>): string {
  if (response.kind === 'sdk') return `HTTP ${response.status} from the SDK`
  if (response.kind === 'unauthorized')
    return 'the app rejects our signature: INNGEST_SIGNING_KEY differs'
  return response.reason
}
