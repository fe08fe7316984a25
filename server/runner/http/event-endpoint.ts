import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { z } from 'zod'
import { acceptEvents } from '../accept-events'
import { eventIdFrom } from '../event-id'
import type { Registry } from '../registry'
import type { IncomingEvent } from '../runs/plan-runs'
import type { Sync } from '../sync'
import { areEqual } from './signature'

const SentEvent = z.looseObject({
  id: z.string().min(1).max(1_000).nullish(),
  name: z.string().min(1).max(1_000),
  data: z.record(z.string(), z.unknown()).nullish(),
  user: z.record(z.string(), z.unknown()).nullish(),
  ts: z.int().nonnegative().nullish(),
  v: z.string().nullish(),
})

const SentEvents = z.array(SentEvent).max(5_000)

type EventResponse = { status: number; body: { ids: string[]; status: number; error?: string } }

const FIRST_SYNC_TIMEOUT_MS = 8_000

/**
 * Handles `POST /e/{eventKey}`. Stores the events and the runs they start before responding. Responds
 * with 503 before the first sync, because an event accepted then would start no run.
 */
export async function receiveEvents(
  engine: { eventKey: string; sync: Sync; log: Logger },
  request: { eventKey: string; seed: string | undefined; body: string },
): Promise<EventResponse> {
  if (!areEqual(request.eventKey, engine.eventKey)) return reject(401, 'Event key not found')
  const sent = parse(request.body)
  if (typeof sent === 'string') return reject(400, sent)
  const registry = engine.sync.registry() ?? (await waitForFirstSync(engine.sync))
  if (!registry) {
    const { error } = engine.sync.status()
    return reject(503, `The app's functions have not been synced: ${error ?? 'no sync yet'}`)
  }
  const now = Date.now()
  const incoming = sent.map((event, index): IncomingEvent => {
    const rowId = eventIdFrom(request.seed, index, now)
    const { id, name, data, user, ts, v } = event
    return {
      rowId,
      event: {
        id: id ?? rowId,
        name,
        data: data ?? {},
        ts: ts ?? now,
        user: user ?? {},
        ...(v == null ? {} : { v }),
      },
    }
  })
  await acceptEvents(registry, incoming, engine.log)
  return { status: 200, body: { ids: incoming.map(({ rowId }) => rowId), status: 200 } }
}

const reject = (status: number, error: string): EventResponse => ({
  status,
  body: { ids: [], status, error },
})

/** Returns the events of a body (an array or a single event), or an error message. */
function parse(body: string): z.infer<typeof SentEvents> | string {
  try {
    const json: unknown = JSON.parse(body)
    const events = SentEvents.safeParse(Array.isArray(json) ? json : [json])
    return events.success ? events.data : z.prettifyError(events.error)
  } catch {
    return 'The body is not valid JSON'
  }
}

async function waitForFirstSync(sync: Sync): Promise<Registry | undefined> {
  if (sync.status().isRejected) return undefined
  const timer = new AbortController()
  const timeout = delay(FIRST_SYNC_TIMEOUT_MS, undefined, { signal: timer.signal }).catch(() => {})
  const registry = await Promise.race([sync.firstRegistry, timeout])
  timer.abort()
  return registry ?? undefined
}
