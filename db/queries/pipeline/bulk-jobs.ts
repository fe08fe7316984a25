import { and, asc, desc, eq, gt, inArray, lt, or, sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { bulkJobRows, bulkJobs } from '@/db/schema/bulk'
import type { StaffId } from '@/domain/ids'

export type BulkJobRow = typeof bulkJobs.$inferSelect
export type NewBulkJob = typeof bulkJobs.$inferInsert

const UNFINISHED = ['queued', 'running'] as const

/** Inserts a job; false when one with this id exists, i.e. the request is a repeat. */
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

/** Locks a job, so that it is not canceled and finished concurrently. */
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

/** Lists the next open rows, at most `perLane` per lane. */
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

/** Locks an open row; false when it is done or locked by another transaction. */
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

/** Saves the result of a row and counts it on its job. */
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

/** Lists running jobs without progress since a time. */
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

/** Lists a user's jobs that are running or ended after a time, newest first. */
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

/** Rows per page. */
export const REFUSED_PAGE = 100

/** Lists the skipped rows of a user's own job with their reason, after a cursor. */
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
