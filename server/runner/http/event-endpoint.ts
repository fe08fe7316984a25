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

type Answer = { status: number; body: { ids: string[]; status: number; error?: string } }

const FIRST_SYNC_WAIT = 8_000

/**
 * Takes the events of `POST /e/{eventKey}`. They are stored, with the runs they start, before
 * the answer. 503 while the functions are not known: an event taken then would start nothing.
 */
export async function takeEvents(
  engine: { eventKey: string; sync: Sync; log: Logger },
  request: { eventKey: string; seed: string | undefined; body: string },
): Promise<Answer> {
  if (!areEqual(request.eventKey, engine.eventKey)) return refuse(401, 'Event key not found')
  const sent = parse(request.body)
  if (typeof sent === 'string') return refuse(400, sent)
  const registry = engine.sync.registry() ?? (await firstSync(engine.sync))
  if (!registry) {
    const { error } = engine.sync.status()
    return refuse(503, `The functions of the app are not known: ${error ?? 'no sync yet'}`)
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
  return { status: 200, body: { ids: incoming.map((one) => one.rowId), status: 200 } }
}

const refuse = (status: number, error: string): Answer => ({
  status,
  body: { ids: [], status, error },
})

/** The events of a body, an array or a single one; or what is wrong with it. */
function parse(body: string): z.infer<typeof SentEvents> | string {
  try {
    const json: unknown = JSON.parse(body)
    const events = SentEvents.safeParse(Array.isArray(json) ? json : [json])
    return events.success ? events.data : z.prettifyError(events.error)
  } catch {
    return 'The body is not JSON'
  }
}

async function firstSync(sync: Sync): Promise<Registry | undefined> {
  if (sync.status().isRefused) return undefined
  const waited = new AbortController()
  const timeout = delay(FIRST_SYNC_WAIT, undefined, { signal: waited.signal }).catch(() => {})
  const registry = await Promise.race([sync.first, timeout])
  waited.abort()
  return registry ?? undefined
}
