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

// State of the embedded engine. Nothing else reads it; emptying it loses no order. Documents are `json`,
// not `jsonb`: step results must be returned character for character, and jsonb rejects U+0000.

/** Accepted events, kept as long as a repeat must be ignored. */
export const runnerEvents = pgTable(
  'runner_events',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** The sender's idempotency key, or `id` without one. */
    eventId: text().notNull(),
    receivedAt: createdAt(),
  },
  (t) => [
    uniqueIndex('runner_events_once').on(t.name, t.eventId),
    index('runner_events_received').on(t.receivedAt),
  ],
)

/** The functions that the app served at the last sync. */
export const runnerFunctions = pgTable('runner_functions', {
  id: text().primaryKey(),
  config: json().notNull(),
  appVersion: text(),
  syncedAt: at().notNull(),
  /** The last minute for which cron ticks were started. */
  cronMinuteAt: at(),
})

/** One execution of a function for one event. */
export const runnerRuns = pgTable(
  'runner_runs',
  {
    id: text().primaryKey(),
    functionId: text().notNull(),
    /** queued: not started; waiting: for a concurrency slot; running: started, possibly sleeping. */
    status: text({
      enum: ['queued', 'waiting', 'running', 'completed', 'failed', 'cancelled'],
    })
      .notNull()
      .default('queued'),
    event: json().$type<Record<string, unknown>>().notNull(),
    /** Unique per function; cleared after a day. */
    dedupeKey: text(),
    maxAttempts: smallint().notNull(),
    /** The concurrency slots that it needs while it executes. */
    slots: json().$type<{ key: string; limit: number }[]>().notNull(),
    /** An event with one of these keys cancels the run. */
    cancelKeys: text().array(),
    cancellableUntil: at(),
    /** The number of drives; results of older drives are discarded. */
    generation: integer().notNull().default(0),
    protocolVersion: smallint().notNull().default(-1),
    isPlanForced: boolean().notNull().default(false),
    /** Unsettled steps of a parallel group. */
    pending: text().array().notNull().default(sql`'{}'`),
    /** When to call the function to discover its next steps; null: when a step settles. */
    discoveryDueAt: at(),
    discoveryAttempt: smallint().notNull().default(0),
    /** Consecutive calls without a response from the SDK. */
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

/** A step of a run; `id` is the SDK's hash of the step's id. */
export const runnerSteps = pgTable(
  'runner_steps',
  {
    runId: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    status: text({ enum: ['planned', 'sleeping', 'done'] }).notNull(),
    attempt: smallint().notNull().default(0),
    dueAt: at(),
    /** Position in the order of completion. */
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

/** Concurrency slots in use: each key has slots 1 to its limit. */
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
