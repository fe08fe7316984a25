import { setTimeout as pause } from 'node:timers/promises'
import { transaction } from '@/db/client'
import { findActiveStaff } from '@/db/queries/exceptions/exception-triage'
import {
  type BulkJobRow,
  finishBulkRow,
  listPendingRows,
  lockBulkJob,
  lockPendingRow,
  saveBulkJob,
} from '@/db/queries/pipeline/bulk-jobs'
import { bulkJobCompleted } from '@/domain/events/system-events'
import { personActor, systemActor } from '@/domain/staff/actor'
import { AppError } from '@/server/errors'
import { logger } from '@/server/log'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { describeError } from '../exceptions/describe-error'
import { getBulkAction } from './bulk-actions'

const log = logger('bulk')

/** Duration of one batch. Each batch is one step of the engine's run. */
const BATCH_MS = 4000
const SECOND_MS = 1000

export type BatchResult = { isOver: boolean; left: number }

/**
 * Processes rows of a job for a few seconds at its pace. Each row and its result share a transaction,
 * so a batch that reruns after a crash repeats nothing.
 */
export async function runBulkBatch(jobId: string): Promise<BatchResult> {
  const job = await startJob(jobId)
  if (!job) return { isOver: true, left: 0 }
  const until = Date.now() + BATCH_MS
  while (Date.now() < until) {
    const secondEnds = Date.now() + SECOND_MS
    const rows = await transaction((tx) => listPendingRows(tx, jobId, job.pacePerSecond))
    if (rows.length === 0) return finishJob(job)
    const context = await contextOf(job)
    for (const subjectId of rows) await runRow(job, subjectId, context)
    if (await isCanceled(jobId)) return { isOver: true, left: 0 }
    await pause(Math.max(0, Math.min(secondEnds, until) - Date.now()))
  }
  return { isOver: false, left: 1 }
}

/** Marks the job as running and returns it; undefined when it is finished. */
function startJob(jobId: string): Promise<BulkJobRow | undefined> {
  return transaction(async (tx) => {
    const job = await lockBulkJob(tx, jobId)
    if (!job || job.status === 'done' || job.status === 'canceled') return undefined
    await saveBulkJob(tx, jobId, { status: 'running' }, new Date())
    return job
  })
}

/** Acts as the person who started the job, with their current role; undefined when deactivated. */
async function contextOf(job: BulkJobRow): Promise<CommandContext | undefined> {
  const person = await transaction((tx) => findActiveStaff(tx, job.requestedById))
  return person && { actor: personActor(person), requestId: job.requestId }
}

async function runRow(
  job: BulkJobRow,
  subjectId: string,
  context: CommandContext | undefined,
): Promise<void> {
  if (!context)
    return refuse(job, subjectId, `${job.requestedByName} is no longer an active staff member.`)
  try {
    await runInTransaction(context, async (uow) => {
      if (!(await lockPendingRow(uow.tx, job.id, subjectId))) return
      await getBulkAction(job.kind).apply(uow, subjectId, job.payload)
      const row = { jobId: job.id, subjectId }
      await finishBulkRow(uow.tx, row, { status: 'done' }, uow.now)
    })
  } catch (error) {
    await refuse(job, subjectId, reasonOf(error, job, subjectId))
  }
}

/** Returns why a row failed. @throws the error itself on a transient database error */
function reasonOf(error: unknown, job: BulkJobRow, subjectId: string): string {
  if (error instanceof AppError) return error.message
  if (describeError(error).isOutage) throw error
  log.error({ err: error, jobId: job.id, subjectId }, 'a row of a bulk job failed')
  return 'An internal error occurred. Engineers can find it in the log.'
}

async function refuse(job: BulkJobRow, subjectId: string, message: string): Promise<void> {
  const context = { actor: systemActor('bulk'), requestId: job.requestId }
  await runInTransaction(context, async ({ tx, now }) => {
    if (!(await lockPendingRow(tx, job.id, subjectId))) return
    await finishBulkRow(tx, { jobId: job.id, subjectId }, { status: 'refused', message }, now)
  })
}

async function isCanceled(jobId: string): Promise<boolean> {
  const job = await transaction((tx) => lockBulkJob(tx, jobId))
  return job?.status !== 'running'
}

async function finishJob(job: BulkJobRow): Promise<BatchResult> {
  const context = { actor: systemActor('bulk'), requestId: job.requestId }
  await runInTransaction(context, async (uow) => {
    const now = await lockBulkJob(uow.tx, job.id)
    if (now?.status !== 'running') return
    await saveBulkJob(uow.tx, job.id, { status: 'done', finishedAt: uow.now }, uow.now)
    const { total, done, refused } = now
    uow.record(bulkJobCompleted({ jobId: job.id, total, done, refused }))
  })
  return { isOver: true, left: 0 }
}
