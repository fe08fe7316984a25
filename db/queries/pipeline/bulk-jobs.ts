import { and, asc, desc, eq, gt, inArray, lt, or, sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { bulkJobRows, bulkJobs } from '@/db/schema/bulk'
import type { StaffId } from '@/domain/ids'

export type BulkJobRow = typeof bulkJobs.$inferSelect
export type NewBulkJob = typeof bulkJobs.$inferInsert

const UNFINISHED = ['queued', 'running'] as const

/** False when a job of this id was stored before: the same request came twice. */
export async function insertBulkJob(tx: Executor, job: NewBulkJob): Promise<boolean> {
  const rows = await tx
    .insert(bulkJobs)
    .values(job)
    .onConflictDoNothing()
    .returning({ id: bulkJobs.id })
  return rows.length > 0
}

export async function findBulkJob(tx: Executor, jobId: string): Promise<BulkJobRow | undefined> {
  const [row] = await tx.select().from(bulkJobs).where(eq(bulkJobs.id, jobId))
  return row
}

/** Locks a job, so that it is not canceled and finished at once. */
export async function lockBulkJob(tx: Executor, jobId: string): Promise<BulkJobRow | undefined> {
  const [row] = await tx.select().from(bulkJobs).where(eq(bulkJobs.id, jobId)).for('update')
  return row
}

export async function saveBulkJob(
  tx: Executor,
  jobId: string,
  change: Partial<Pick<BulkJobRow, 'status' | 'total' | 'finishedAt' | 'canceledByName'>>,
  now: Date,
): Promise<void> {
  await tx
    .update(bulkJobs)
    .set({ ...change, progressedAt: now })
    .where(eq(bulkJobs.id, jobId))
}

/** The next rows that nobody has done, at most `perLane` of each lane. */
export async function listPendingRows(
  tx: Executor,
  jobId: string,
  perLane: number,
): Promise<string[]> {
  const rows = await tx.execute<{ subject_id: string }>(sql`
    with recursive lanes as (
      (select lane from ${bulkJobRows}
        where job_id = ${jobId} and status = 'pending' order by lane limit 1)
      union all
      select (select r.lane from ${bulkJobRows} r
        where r.job_id = ${jobId} and r.status = 'pending' and r.lane > lanes.lane
        order by r.lane limit 1)
      from lanes where lanes.lane is not null
    )
    select next.subject_id from lanes cross join lateral (
      select subject_id from ${bulkJobRows}
      where job_id = ${jobId} and status = 'pending' and lane = lanes.lane
      order by subject_id limit ${perLane}
    ) next`)
  return Array.from(rows, (row) => row.subject_id)
}

/** Locks a row that nobody has done; false when it is done or somebody is at it. */
export async function lockPendingRow(
  tx: Executor,
  jobId: string,
  subjectId: string,
): Promise<boolean> {
  const rows = await tx
    .select({ subjectId: bulkJobRows.subjectId })
    .from(bulkJobRows)
    .where(
      and(
        eq(bulkJobRows.jobId, jobId),
        eq(bulkJobRows.subjectId, subjectId),
        eq(bulkJobRows.status, 'pending'),
      ),
    )
    .for('update', { skipLocked: true })
  return rows.length > 0
}

/** Writes down what came of a row, and counts it on its job. */
export async function finishBulkRow(
  tx: Executor,
  row: { jobId: string; subjectId: string },
  result: { status: 'done' | 'refused'; message?: string },
  now: Date,
): Promise<void> {
  await tx
    .update(bulkJobRows)
    .set({ status: result.status, message: result.message ?? null, finishedAt: now })
    .where(and(eq(bulkJobRows.jobId, row.jobId), eq(bulkJobRows.subjectId, row.subjectId)))
  const count = bulkJobs[result.status]
  await tx
    .update(bulkJobs)
    .set({ [result.status]: sql`${count} + 1`, progressedAt: now })
    .where(eq(bulkJobs.id, row.jobId))
}

/** Jobs that should move and have not since a moment. */
export function listStalledJobs(
  tx: Executor,
  before: Date,
): Promise<Pick<BulkJobRow, 'id' | 'requestId'>[]> {
  return tx
    .select({ id: bulkJobs.id, requestId: bulkJobs.requestId })
    .from(bulkJobs)
    .where(and(inArray(bulkJobs.status, [...UNFINISHED]), lt(bulkJobs.progressedAt, before)))
    .orderBy(asc(bulkJobs.id))
    .limit(50)
}

const RECENT = 3

/** A person's jobs that run, or ended after a moment; the newest first. */
export function listRecentJobs(staffId: StaffId, since: Date): Promise<BulkJobRow[]> {
  return getDb()
    .select()
    .from(bulkJobs)
    .where(
      and(
        eq(bulkJobs.requestedById, staffId),
        or(inArray(bulkJobs.status, [...UNFINISHED]), gt(bulkJobs.finishedAt, since)),
      ),
    )
    .orderBy(desc(bulkJobs.id))
    .limit(RECENT)
}

/** Rows of one read; the rest is asked for by the last one's id. */
export const REFUSED_PAGE = 100

/**
 * Rows that were refused of a job that this person asked for, with the reason, from after one of
 * them on.
 */
export function listRefusedRows(job: { jobId: string; staffId: StaffId }, after?: string) {
  return getDb()
    .select({ subjectId: bulkJobRows.subjectId, message: bulkJobRows.message })
    .from(bulkJobRows)
    .innerJoin(bulkJobs, eq(bulkJobs.id, bulkJobRows.jobId))
    .where(
      and(
        eq(bulkJobRows.jobId, job.jobId),
        eq(bulkJobs.requestedById, job.staffId),
        eq(bulkJobRows.status, 'refused'),
        after ? gt(bulkJobRows.subjectId, after) : undefined,
      ),
    )
    .orderBy(asc(bulkJobRows.subjectId))
    .limit(REFUSED_PAGE)
}
