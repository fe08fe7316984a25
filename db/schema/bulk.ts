import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Role } from '@/domain/staff/permissions'
import { at, createdAt, id } from './columns'

/** A bulk action that runs row by row in the background. */
export const bulkJobs = pgTable(
  'bulk_jobs',
  {
    id: id(),
    /** The action on each row, e.g. `exceptions.retry`. */
    kind: text().notNull(),
    /** The selection as the user made it. */
    filter: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Input of the action besides the row, e.g. a reason. */
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    status: text({ enum: ['queued', 'running', 'done', 'canceled'] })
      .notNull()
      .default('queued'),
    total: integer().notNull(),
    done: integer().notNull().default(0),
    refused: integer().notNull().default(0),
    /** Maximum rows per second of one lane. */
    pacePerSecond: integer().notNull(),
    /** The user who started it; each row runs with this user's name and permissions. */
    requestedById: text().notNull(),
    requestedByName: text().notNull(),
    requestedByRole: text().$type<Role>().notNull(),
    requestId: text().notNull(),
    createdAt: createdAt(),
    /** Updated with every batch; a running job without progress is restarted. */
    progressedAt: at().notNull().defaultNow(),
    finishedAt: at(),
    canceledByName: text(),
  },
  (t) => [
    index('bulk_jobs_unfinished')
      .on(t.progressedAt)
      .where(sql`${t.status} in ('queued', 'running')`),
    index('bulk_jobs_requester').on(t.requestedById, t.id),
    check('bulk_jobs_counts', sql`${t.done} + ${t.refused} <= ${t.total}`),
  ],
)

/** One row of a bulk job and its outcome. */
export const bulkJobRows = pgTable(
  'bulk_job_rows',
  {
    jobId: uuid()
      .notNull()
      .references(() => bulkJobs.id, { onDelete: 'cascade' }),
    subjectId: uuid().notNull(),
    /** Rows of one lane share a rate limit, e.g. those of one payment gateway. */
    lane: text().notNull().default(''),
    status: text({ enum: ['pending', 'done', 'refused'] })
      .notNull()
      .default('pending'),
    /** Why it was refused, as a sentence. */
    message: text(),
    finishedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.subjectId] }),
    index('bulk_job_rows_pending')
      .on(t.jobId, t.lane, t.subjectId)
      .where(sql`${t.status} = 'pending'`),
    index('bulk_job_rows_refused').on(t.jobId, t.subjectId).where(sql`${t.status} = 'refused'`),
  ],
)
