import { z } from 'zod'
import { listRecentJobs, listRefusedRows, REFUSED_PAGE } from '@/db/queries/bulk-jobs'
import { countExceptionRows } from '@/db/queries/inbox-bulk'
import { bulkKind } from '../../commands/bulk/bulk-kinds'
import { CancelBulkJobInput, cancelBulkJob } from '../../commands/bulk/cancel-bulk-job'
import { StartBulkJobInput, startBulkJob } from '../../commands/bulk/start-bulk-job'
import { EXCEPTION_BULK_KINDS, ExceptionSelection, estimateSeconds } from '../../domain/bulk'
import { procedure, procedureWith, router } from '../init'

/** How long a job that is over is still shown to whoever asked for it. */
const SHOWN_MS = 10 * 60_000

const EstimateInput = z.object({ kind: z.enum(EXCEPTION_BULK_KINDS), filter: ExceptionSelection })

/** Actions on many things: what they come to, how they go, what was refused. */
export const bulkRouter = router({
  estimateExceptions: procedureWith('exceptions.bulk')
    .input(EstimateInput)
    .query(async ({ input, ctx }) => {
      const reader = { staffId: ctx.staff.id, now: new Date() }
      const { lanes, amounts } = await countExceptionRows(input.filter, reader)
      const { pacePerSecond } = bulkKind(input.kind)
      const total = lanes.reduce((sum, { count }) => sum + count, 0)
      return { total, lanes, amounts, seconds: estimateSeconds(lanes, pacePerSecond) }
    }),

  // Who may do what is the kind's own: the command asks.
  start: procedure
    .input(StartBulkJobInput)
    .mutation(({ input, ctx }) => startBulkJob(input, ctx.command)),

  cancel: procedure
    .input(CancelBulkJobInput)
    .mutation(({ input, ctx }) => cancelBulkJob(input, ctx.command)),

  recent: procedure.query(({ ctx }) =>
    listRecentJobs(ctx.staff.id, new Date(Date.now() - SHOWN_MS)),
  ),

  refused: procedureWith('exceptions.bulk')
    .input(z.object({ jobId: z.uuid(), cursor: z.uuid().nullish() }))
    .query(async ({ input }) => {
      const rows = await listRefusedRows(input.jobId, input.cursor ?? undefined)
      return { rows, next: rows.length === REFUSED_PAGE ? rows.at(-1)?.subjectId : undefined }
    }),
})
