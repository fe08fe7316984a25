import { claimEvents } from '@/server/commands/outbox/claim-events'
import { settleEvents } from '@/server/commands/outbox/settle-events'
import { logger } from '@/server/log'
import { inngest } from './client'

const log = logger('outbox')

/** How many events one request to the engine carries. */
const BATCH = 100

export type FlushResult = { sent: number; failed: number }

let running: Promise<FlushResult> | undefined
let next: Promise<FlushResult> | undefined

/**
 * Sends what waits in the outbox to the engine, oldest first, each at least once and with its row
 * id as the engine's idempotency key. Never throws: what could not be sent stays for later. Calls
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

async function flushAll(): Promise<FlushResult> {
  const total = { sent: 0, failed: 0 }
  try {
    for (;;) {
      const events = await claimEvents(BATCH)
      if (events.length === 0) return total
      const error = await send(events)
      await settleEvents(events, error)
      if (error !== undefined) return { ...total, failed: events.length }
      total.sent += events.length
      if (events.length < BATCH) return total
    }
  } catch (error) {
    log.error({ err: error }, 'the outbox could not be read')
    return total
  }
}

/** Undefined: the engine took them. Otherwise why not, in words. */
async function send(events: Awaited<ReturnType<typeof claimEvents>>): Promise<string | undefined> {
  try {
    await inngest.send(events.map(({ id, name, data }) => ({ id, name, data })))
    return undefined
  } catch (error) {
    log.warn({ err: error, events: events.length }, 'the engine did not take the events')
    return error instanceof Error ? error.message : String(error)
  }
}
