import { setTimeout as delay } from 'node:timers/promises'
import { logger } from '@/server/log'
import { CLAIM_SECONDS, claimEvents } from '@/server/modules/pipeline/claim-events'
import { settleEvents } from '@/server/modules/pipeline/settle-events'
import { inngest } from '../client'
import { batchWebhooks } from '../ingest-webhook-batch'

const log = logger('outbox')

/** Events per request to the engine. */
const BATCH = 100

export type FlushResult = { sent: number; failed: number }

/** How long to collect the events of a burst of webhooks before one flush. */
const BURST_MS = 25

/** Half a minute: the cron flushes every minute anyway. */
const MAX_RETRY_MS = 30_000

/** Just longer than the claim of a dead sender. */
const CLAIM_MS = (CLAIM_SECONDS + 1) * 1000

let retry: NodeJS.Timeout | undefined
let reclaim: NodeJS.Timeout | undefined
let failures = 0
let running: Promise<FlushResult> | undefined
let next: Promise<FlushResult> | undefined
let soon: Promise<unknown> | undefined

/**
 * Sends the outbox to the engine, oldest first, each event at least once with its row id as the
 * idempotency key; webhooks are batched. Never throws: unsent events stay for a later flush. Calls
 * that arrive during a flush share the next one, so that a burst of requests costs two flushes.
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
 * Flushes soon, for callers that arrive by the hundred per second: calls within a moment share one
 * flush. While the engine is unavailable, the scheduled retry flushes instead.
 */
export function flushSoon(): Promise<unknown> {
  if (failures > 0) return Promise.resolve()
  soon ??= delay(BURST_MS).then(() => {
    soon = undefined
    return flushOutbox()
  })
  return soon
}

/**
 * Flushes at the start of a process, and again after `claimMs`, when the claims of a previous
 * process have expired.
 */
export function flushAtStart(claimMs = CLAIM_MS): void {
  void flushOutbox()
  flushClaimed(claimMs)
}

/** Flushes again when abandoned claims have expired. */
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
    log.error({ err: error }, 'failed to read the outbox')
    flushClaimed()
  }
  scheduleRetry(isDone && total.failed === 0)
  return total
}

/** Schedules a flush with backoff after a failure; cancels it after a success. */
function scheduleRetry(isFlushed: boolean): void {
  clearTimeout(retry)
  failures = isFlushed ? 0 : failures + 1
  if (isFlushed) return
  retry = setTimeout(flushOutbox, Math.min(MAX_RETRY_MS, 500 * 2 ** failures))
  retry.unref()
}

/** Returns undefined when the engine accepted the events, otherwise the error message. */
async function send(events: Awaited<ReturnType<typeof claimEvents>>): Promise<string | undefined> {
  try {
    await inngest.send(batchWebhooks(events))
    return undefined
  } catch (error) {
    log.warn({ err: error, events: events.length }, 'the engine did not accept the events')
    return error instanceof Error ? error.message : String(error)
  }
}
