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
const LONGEST_WAIT = 2_000

/** `onReopen` is called when the app answers again: it may be another version of it. */
export function createAppGate(
  client: AppClient,
  log: Logger,
  signal: AbortSignal,
  onReopen: () => void,
): AppGate {
  let closed: { reason: string; opened: Promise<void> } | undefined

  async function probeUntilOpen(): Promise<void> {
    for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 1.5, LONGEST_WAIT)) {
      const answer = await client.send('GET', '', '', { timeoutMs: PROBE_TIMEOUT, signal })
      if (answer.kind === 'sdk' && answer.status === 200) break
      const reason = explain(answer)
      if (closed && closed.reason !== reason) {
        log.warn({ reason }, 'still waiting for the app')
        closed.reason = reason
      }
      await delay(wait, undefined, { signal })
    }
    closed = undefined
    log.info('the app answers again')
    onReopen()
  }

  return {
    reason: () => closed?.reason,
    close(reason) {
      if (closed) return
      log.warn({ reason }, 'the app does not answer as it should, runs wait')
      closed = { reason, opened: Promise.resolve() }
      closed.opened = probeUntilOpen()
      // A drive that waits sees the abort; without one nobody is there to see it.
      closed.opened.catch(() => {})
    },
    async pass(waiter) {
      while (closed) {
        const aborted = new AbortController()
        await Promise.race([
          closed.opened,
          delay(2 ** 31 - 1, undefined, { signal: AbortSignal.any([waiter, aborted.signal]) }),
        ]).finally(() => aborted.abort())
      }
    },
  }
}

function explain(answer: Awaited<ReturnType<AppClient['send']>>): string {
  if (answer.kind === 'sdk') return `HTTP ${answer.status} from the SDK`
  if (answer.kind === 'unauthorized') return 'it refuses our signature: INNGEST_SIGNING_KEY differs'
  return answer.reason
}
