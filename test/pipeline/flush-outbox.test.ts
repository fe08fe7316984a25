import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { getDb } from '@/db/client'
import { getOutboxBacklog } from '@/db/queries/pipeline/outbox'
import { WEBHOOKS_RECEIVED } from '@/domain/events/pipeline-events'
import { systemActor } from '@/domain/staff/actor'
import { flushAtStart, flushOutbox, flushSoon } from '@/server/pipeline/upkeep/flush-outbox'
import { runInTransaction } from '@/server/unit-of-work'
import { openTestDatabase } from '@/test/support/database'
import { startTestEngine, type TestEngine } from '../support/pipeline/pipeline'

const { sql } = await openTestDatabase()
let engine: TestEngine

beforeAll(async () => {
  engine = await startTestEngine()
})
beforeEach(async () => {
  engine.setDown(false)
  engine.runs.length = 0
  await sql`delete from outbox`
})
afterAll(() => engine.stop())

async function emit(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => uuidv7())
  await runInTransaction({ actor: systemActor('test'), requestId: 'test' }, async (uow) =>
    uow.emit(
      ...ids.map((webhookId) => ({
        name: 'webhook/received' as const,
        data: { webhookId, requestId: 'test' },
      })),
    ),
  )
  return ids
}

const received = () =>
  engine.runs.flatMap(({ event }) =>
    WEBHOOKS_RECEIVED.parse(event.data).webhooks.map(({ webhookId }) => webhookId),
  )

test('the outbox is sent in order, ten webhooks per event', async () => {
  const ids = await emit(250)
  expect(await flushOutbox()).toEqual({ sent: 250, failed: 0 })
  expect(received()).toEqual(ids)
  const rows = await sql`select id, sent_at, attempts from outbox order by id`
  expect(rows.every((row) => row.sent_at !== null && row.attempts === 1)).toBe(true)
  expect(engine.runs).toHaveLength(25)
  expect(await flushOutbox()).toEqual({ sent: 0, failed: 0 })
  expect(await getOutboxBacklog(getDb())).toEqual({ waiting: 0, oldestSeconds: 0 })
})

test('other events are sent unchanged, with the row id as key', async () => {
  const data = { orderId: uuidv7(), requestId: 'test' }
  await runInTransaction({ actor: systemActor('test'), requestId: 'test' }, async (uow) =>
    uow.emit({ name: 'order/placed', data }),
  )
  await flushOutbox()
  const [row] = await sql`select id from outbox`
  expect(engine.runs.map(({ event }) => event)).toEqual([
    expect.objectContaining({ id: row?.id, name: 'order/placed', data }),
  ])
})

test('an unavailable engine loses no events and fails no request', async () => {
  const ids = await emit(3)
  engine.setDown(true)
  expect(await flushOutbox()).toEqual({ sent: 0, failed: 3 })
  const rows = await sql`select attempts, last_error, sent_at, claimed_until from outbox`
  for (const row of rows) {
    expect(row).toMatchObject({ attempts: 1, sent_at: null, claimed_until: null })
    expect(row.last_error).toBeTruthy()
  }
  const backlog = await getOutboxBacklog(getDb())
  expect(backlog.waiting).toBe(3)
  expect(backlog.oldestSeconds).toBeGreaterThan(0)
  engine.setDown(false)
  expect(await flushOutbox()).toEqual({ sent: 3, failed: 0 })
  expect(received()).toEqual(ids)
})

test('concurrent calls share two flushes and send every event once', async () => {
  const ids = await emit(30)
  const results = await Promise.all(Array.from({ length: 50 }, () => flushOutbox()))
  expect(received()).toEqual(ids)
  const [row] = await sql`select max(attempts) as attempts from outbox`
  expect(row?.attempts).toBe(1)
  expect(results.length).toBe(50)
})

test('a burst shares a flush, and leaves an unavailable engine to the retry', async () => {
  const ids = await emit(5)
  await Promise.all(Array.from({ length: 50 }, () => flushSoon()))
  expect(received()).toEqual(ids)
  engine.setDown(true)
  await emit(1)
  await flushSoon()
  await flushSoon()
  expect(await sql`select attempts from outbox where sent_at is null`).toEqual([{ attempts: 1 }])
  engine.setDown(false)
  await flushOutbox()
  await emit(1)
  await flushSoon()
  expect(await sql`select 1 from outbox where sent_at is null`).toHaveLength(0)
})

test('an event written during a flush is sent by the next one', async () => {
  await emit(1)
  const first = flushOutbox()
  const [late] = await emit(1)
  await Promise.all([first, flushOutbox()])
  expect(received()).toContain(late)
})

test('events claimed by another sender are skipped until the claim expires', async () => {
  await emit(2)
  await sql`update outbox set claimed_until = now() + interval '1 minute'`
  expect(await flushOutbox()).toEqual({ sent: 0, failed: 0 })
  await sql`update outbox set claimed_until = now() - interval '1 second'`
  expect(await flushOutbox()).toEqual({ sent: 2, failed: 0 })
})

test('events claimed by a dead process are sent automatically after the claim expires', async () => {
  const events = await emit(2)
  await sql`update outbox set claimed_until = now() + interval '1 minute'`
  flushAtStart(500)
  expect(await flushOutbox()).toEqual({ sent: 0, failed: 0 })
  await sql`update outbox set claimed_until = now() - interval '1 second'`
  await vi.waitFor(() => expect(received()).toEqual(expect.arrayContaining(events)), 30_000)
})

test('an unavailable database does not fail the request', async () => {
  const url = process.env.DATABASE_URL
  process.env.DATABASE_URL = 'postgres://nobody@127.0.0.1:1/none'
  try {
    expect(await flushOutbox()).toEqual({ sent: 0, failed: 0 })
  } finally {
    process.env.DATABASE_URL = url
  }
})
