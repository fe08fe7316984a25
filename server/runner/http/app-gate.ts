import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { AppClient } from './app-client'

/** Holds every drive back while the app does not answer, instead of failing run after run. */
export type AppGate = {
  /** Resolves when the app answers; rejects when `signal` aborts first. */
  pass(signal: AbortSignal): Promise<void>
  /** Closes the gate until a signed probe is answered properly. */
  close(reason: string): void
  /** Why it is closed; undefined while it is open. */
  reason(): string | undefined
}

const PROBE_TIMEOUT = 5_000
const FIRST_WAIT = 100
const MAX_WAIT = 2_000

/** `onReopen` is called when the app answers again: it may be another version of it. */
export function createAppGate(
  client: AppClient,
  log: Logger,
  signal: AbortSignal,
  onReopen: () => void,
): AppGate {
  let closed: { reason: string; opened: Promise<void> } | undefined
  const note = (reason: string) => {
    if (!closed || closed.reason === reason) return
    log.warn({ reason }, 'still waiting for the app')
    closed.reason = reason
  }
  const open = () => {
    closed = undefined
    log.info('the app answers again')
    onReopen()
  }
  return {
    reason: () => closed?.reason,
    close(reason) {
      if (closed) return
      log.warn({ reason }, 'the app does not answer as it should, runs wait')
      const opened = probeUntilAnswered(client, signal, note).then(open)
      // A drive that waits sees the abort; without one nobody is there to see it.
      opened.catch(() => {})
      closed = { reason, opened }
    },
    async pass(waiter) {
      while (closed) await unlessAborted(closed.opened, waiter)
    },
  }
}

async function probeUntilAnswered(
  client: AppClient,
  signal: AbortSignal,
  note: (reason: string) => void,
): Promise<void> {
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 1.5, MAX_WAIT)) {
    const answer = await client.send('GET', '', '', { timeoutMs: PROBE_TIMEOUT, signal })
    if (answer.kind === 'sdk' && answer.status === 200) return
    note(explain(answer))
    await delay(wait, undefined, { signal })
  }
}

/** Resolves with `promise`; rejects when `signal` aborts first. */
async function unlessAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const done = new AbortController()
  const aborted = once(signal, 'abort', { signal: done.signal }).then(() => signal.throwIfAborted())
  aborted.catch(() => {})
  await Promise.race([promise, aborted]).finally(() => done.abort())
}

function explain(answer: Awaited<ReturnType<AppClient['send']>>): string {
  if (answer.kind === 'sdk') return `HTTP ${answer.status} from the SDK`
  if (answer.kind === 'unauthorized') return 'it refuses our signature: INNGEST_SIGNING_KEY differs'
  return answer.reason
}
