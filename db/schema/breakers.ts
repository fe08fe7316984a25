import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { BREAKER_STATES } from '@/domain/pipeline/breaker'
import { at, id } from './columns'

/** Whether calls to a vendor go through, shared by every process; one row per vendor that failed. */
export const breakers = pgTable('breakers', {
  key: text().primaryKey(),
  state: text({ enum: BREAKER_STATES }).notNull().default('closed'),
  /** The orders that failed since the vendor last answered. */
  failedSubjects: text().array().notNull().default([]),
  failingSince: at(),
  /** When the outage began, as the first failure told. */
  downSince: at(),
  nextProbeAt: at(),
  /** A probe that is not answered by then is lost. */
  probeUntil: at(),
  failedProbes: integer().notNull().default(0),
  lastError: jsonb().$type<{ code: string; message: string }>(),
  /** While the queue drains: when the next call may leave. */
  nextSlotAt: at(),
  /** When somebody last saw to it that probes are sent and the queue drains. */
  tendedAt: at(),
  /** When orders were last let out of the queue. */
  releasedAt: at(),
})

/** When calls to a vendor had to wait; written by trigger as its breaker opens and lets go again. */
export const breakerOutages = pgTable(
  'breaker_outages',
  {
    id: id(),
    key: text().notNull(),
    /** The first of the failures that opened it. */
    beganAt: at().notNull(),
    /** When the vendor answered a probe; null: it is still down. */
    endedAt: at(),
    failedProbes: integer().notNull().default(0),
    /** What the failure that opened it said. */
    code: text().notNull().default(''),
    message: text().notNull().default(''),
  },
  (t) => [
    uniqueIndex('breaker_outages_open').on(t.key).where(sql`${t.endedAt} is null`),
    index('breaker_outages_began').on(t.beganAt),
  ],
)
