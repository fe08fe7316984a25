import { setTimeout as delay } from 'node:timers/promises'
import { logger } from '@/server/log'
import { CLAIM_SECONDS, claimEvents } from '@/server/modules/pipeline/claim-events'
import { settleEvents } from '@/server/modules/pipeline/settle-events'
import { inngest } from '../client'
import { gatherWebhooks } from '../ingest-webhook-batch'

const log = logger('outbox')

/** How many events one request to the engine carries. */
const BATCH = 100

export type FlushResult = { sent: number; failed: number }

/** How long the events of a burst of webhooks gather before they leave together. */
const GATHER_MS = 25

/** The cron comes each minute anyway. */
const MAX_RETRY_MS = 30_000

/** Just longer than a sender that died keeps its events from the others. */
const CLAIM_MS = (CLAIM_SECONDS + 1) * 1000

let retry: NodeJS.Timeout | undefined
let reclaim: NodeJS.Timeout | undefined
let failures = 0
let running: Promise<FlushResult> | undefined
let next: Promise<FlushResult> | undefined
let soon: Promise<unknown> | undefined

/**
 * Sends what waits in the outbox to the engine, oldest first, each at least once and with its row
 * id as the engine's idempotency key; webhooks leave several to an event. Never throws: what could not be sent stays for later. Calls
 * that arrive while one runs share the next one, so that a burst of requests costs two passes.
 */
export function flushOutbox(): Promise<FlushResult> {
  if (!running) {
    running = flushAll().finally(() => {
      running = undefined
    })
    return running
  }
  next ??= running.then(() => {
    next = undefined
    return flushOutbox()
  })
  return next
}

/**
 * The same for callers that come by the hundred in a second: those of a moment share one flush,
 * and while the engine is away they leave it to the retry, which comes by itself.
 */
export function flushSoon(): Promise<unknown> {
  if (failures > 0) return Promise.resolve()
  soon ??= delay(GATHER_MS).then(() => {
    soon = undefined
    return flushOutbox()
  })
  return soon
}

/**
 * For the start of a process: sends what waits, and what the one before it had claimed once that
 * claim has run out, after `claimMs`.
 */
export function flushAtStart(claimMs = CLAIM_MS): void {
  void flushOutbox()
  flushClaimed(claimMs)
}

/** Claims that nobody will settle are sent again as soon as they have run out. */
function flushClaimed(claimMs = CLAIM_MS): void {
  clearTimeout(reclaim)
  reclaim = setTimeout(flushOutbox, claimMs)
  reclaim.unref()
}

async function flushAll(): Promise<FlushResult> {
  const total = { sent: 0, failed: 0 }
  let isDone = false
  try {
    while (!isDone) {
      const events = await claimEvents(BATCH)
      const error = events.length > 0 ? await send(events) : undefined
      if (events.length > 0) await settleEvents(events, error)
      if (error === undefined) total.sent += events.length
      else total.failed += events.length
      isDone = error !== undefined || events.length < BATCH
    }
  } catch (error) {
    log.error({ err: error }, 'the outbox could not be read')
    flushClaimed()
  }
  comeBack(isDone && total.failed === 0)
  return total
}

/** After a failure tries again by itself, soon at first; a success needs no further try. */
function comeBack(isClear: boolean): void {
  clearTimeout(retry)
  failures = isClear ? 0 : failures + 1
  if (isClear) return
  retry = setTimeout(flushOutbox, Math.min(MAX_RETRY_MS, 500 * 2 ** failures))
  retry.unref()
}

/** Undefined: the engine took them. Otherwise why not, in words. */
async function send(events: Awaited<ReturnType<typeof claimEvents>>): Promise<string | undefined> {
  try {
    await inngest.send(gatherWebhooks(events))
    return undefined
  } catch (error) {
    log.warn({ err: error, events: events.length }, 'the engine did not take the events')
    return error instanceof Error ? error.message : String(error)
  }
}
