import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Role } from '@/domain/staff/permissions'
import { at, createdAt, id } from './columns'

/** One action on many things, asked for once and done row by row in the background. */
export const bulkJobs = pgTable(
  'bulk_jobs',
  {
    id: id(),
    /** What is done to each row, e.g. `exceptions.retry`. */
    kind: text().notNull(),
    /** What was chosen, as the person chose it. */
    filter: jsonb().$type<Record<string, unknown>>().notNull(),
    /** What the action needs besides the row, e.g. a reason. */
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    status: text({ enum: ['queued', 'running', 'done', 'canceled'] })
      .notNull()
      .default('queued'),
    total: integer().notNull(),
    done: integer().notNull().default(0),
    refused: integer().notNull().default(0),
    /** Rows of one lane that may be done in a second. */
    pacePerSecond: integer().notNull(),
    /** Whose doing it is: each row is done in this person's name and rights. */
    requestedById: text().notNull(),
    requestedByName: text().notNull(),
    requestedByRole: text().$type<Role>().notNull(),
    requestId: text().notNull(),
    createdAt: createdAt(),
    /** Moves with every batch; a running job where it stands still is set going again. */
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

/** One thing that a job acts on, and what came of it. */
export const bulkJobRows = pgTable(
  'bulk_job_rows',
  {
    jobId: uuid()
      .notNull()
      .references(() => bulkJobs.id, { onDelete: 'cascade' }),
    subjectId: uuid().notNull(),
    /** Rows of one lane are paced together, e.g. those of one payment gateway. */
    lane: text().notNull().default(''),
    status: text({ enum: ['pending', 'done', 'refused'] })
      .notNull()
      .default('pending'),
    /** Why it was refused, in a sentence. */
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
