import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { BREAKER_STATES } from '@/domain/pipeline/breaker'
import { at, id } from './columns'

/** The circuit breaker of a vendor, shared by all processes; one row per vendor that has failed. */
export const breakers = pgTable('breakers', {
  key: text().primaryKey(),
  state: text({ enum: BREAKER_STATES }).notNull().default('closed'),
  /** The orders that failed since the vendor's last response. */
  failedSubjects: text().array().notNull().default([]),
  failingSince: at(),
  /** When the outage began: the time of the first failure. */
  downSince: at(),
  nextProbeAt: at(),
  /** A probe without a response by then counts as failed. */
  probeUntil: at(),
  failedProbes: integer().notNull().default(0),
  lastError: jsonb().$type<{ code: string; message: string }>(),
  /** While the queue drains: the earliest time of the next call. */
  nextSlotAt: at(),
  /** When a process last checked for due probes and queued orders. */
  probeClaimedAt: at(),
  /** When orders were last released from the queue. */
  releasedAt: at(),
})

/** An outage of a vendor; a trigger writes it when the circuit breaker opens and closes. */
export const breakerOutages = pgTable(
  'breaker_outages',
  {
    id: id(),
    key: text().notNull(),
    /** The first of the failures that opened the breaker. */
    beganAt: at().notNull(),
    /** When a probe succeeded; null while the vendor is down. */
    endedAt: at(),
    failedProbes: integer().notNull().default(0),
    /** The error of the failure that opened the breaker. */
    code: text().notNull().default(''),
    message: text().notNull().default(''),
  },
  (t) => [
    uniqueIndex('breaker_outages_open').on(t.key).where(sql`${t.endedAt} is null`),
    index('breaker_outages_began').on(t.beganAt),
  ],
)
