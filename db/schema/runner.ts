import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { at, createdAt } from './columns'

// The embedded engine's own memory. Nothing else reads it: emptied, no order is lost.
// Documents are `json`, not `jsonb`, because what a step returns must come back character for
// character, and jsonb refuses U+0000.

/** Events the engine took, kept for as long as a repeat of one must start nothing. */
export const runnerEvents = pgTable(
  'runner_events',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** The sender's idempotency key, or `id` when it gave none. */
    eventId: text().notNull(),
    receivedAt: createdAt(),
  },
  (t) => [
    uniqueIndex('runner_events_once').on(t.name, t.eventId),
    index('runner_events_received').on(t.receivedAt),
  ],
)

/** The functions the app served at the last sync. */
export const runnerFunctions = pgTable('runner_functions', {
  id: text().primaryKey(),
  config: json().notNull(),
  appVersion: text(),
  syncedAt: at().notNull(),
  /** The last minute whose cron ticks were started. */
  cronMinuteAt: at(),
})

/** One execution of a function for one event. */
export const runnerRuns = pgTable(
  'runner_runs',
  {
    id: text().primaryKey(),
    functionId: text().notNull(),
    /** queued: not begun; waiting: for a concurrency slot; running: begun, perhaps asleep. */
    status: text({
      enum: ['queued', 'waiting', 'running', 'completed', 'failed', 'cancelled'],
    })
      .notNull()
      .default('queued'),
    event: json().$type<Record<string, unknown>>().notNull(),
    /** Unique per function while it counts; cleared after a day. */
    dedupeKey: text(),
    maxAttempts: smallint().notNull(),
    /** Concurrency slots it needs while it executes. */
    slots: json().$type<{ key: string; limit: number }[]>().notNull(),
    /** What an arriving event must carry to cancel it. */
    cancelKeys: text().array(),
    cancellableUntil: at(),
    /** Counts its drives; what an older drive brings back is discarded. */
    generation: integer().notNull().default(0),
    protocolVersion: smallint().notNull().default(-1),
    isPlanForced: boolean().notNull().default(false),
    /** Steps of a parallel group that are not settled yet. */
    pending: text().array().notNull().default(sql`'{}'`),
    /** When the function is to be called to find its next steps; null: when a step settles. */
    discoveryDueAt: at(),
    discoveryAttempt: smallint().notNull().default(0),
    /** Calls in a row that brought no answer from the SDK. */
    transportFailures: smallint().notNull().default(0),
    waitingKey: text(),
    waitingLimit: integer(),
    result: json(),
    error: json().$type<{ name: string; message: string }>(),
    createdAt: createdAt(),
    startedAt: at(),
    finishedAt: at(),
  },
  (t) => [
    uniqueIndex('runner_runs_once').on(t.functionId, t.dedupeKey),
    index('runner_runs_waiting').on(t.waitingKey, t.id).where(sql`${t.status} = 'waiting'`),
    index('runner_runs_active').on(t.id).where(sql`${t.finishedAt} is null`),
    index('runner_runs_finished').on(t.finishedAt),
    index('runner_runs_deduped').on(t.createdAt).where(sql`${t.dedupeKey} is not null`),
    index('runner_runs_cancel').using('gin', t.cancelKeys).where(sql`${t.finishedAt} is null`),
  ],
)

/** What the engine knows of a run's steps; `id` is the SDK's hash of the step's id. */
export const runnerSteps = pgTable(
  'runner_steps',
  {
    runId: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    status: text({ enum: ['planned', 'sleeping', 'done'] }).notNull(),
    attempt: smallint().notNull().default(0),
    dueAt: at(),
    /** Place in the order of completion. */
    position: integer(),
    memo: json().$type<{ data: unknown } | { error: unknown }>(),
    savedAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.id] }),
    foreignKey({
      name: 'runner_steps_run',
      columns: [t.runId],
      foreignColumns: [runnerRuns.id],
    }).onDelete('cascade'),
  ],
)

/** Concurrency slots in use. The key holds `slot` 1 to its limit at most once each. */
export const runnerSlots = pgTable(
  'runner_slots',
  {
    key: text().notNull(),
    slot: integer().notNull(),
    runId: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.key, t.slot] }),
    uniqueIndex('runner_slots_run').on(t.runId, t.key),
  ],
)
