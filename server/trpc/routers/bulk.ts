import { z } from 'zod'
import { getDb } from '@/db/client'
import { countExceptionRows } from '@/db/queries/exceptions/inbox-bulk'
import { findInboxViewer } from '@/db/queries/exceptions/inbox-conditions'
import { countOrderRows } from '@/db/queries/orders/order-bulk'
import { listRecentJobs, listRefusedRows, REFUSED_PAGE } from '@/db/queries/pipeline/bulk-jobs'
import {
  EXCEPTION_BULK_ACTION_NAMES,
  ExceptionSelection,
  estimateSeconds,
  ORDER_BULK_ACTION_NAMES,
} from '@/domain/bulk/bulk-jobs'
import { OrderFilterInput } from '@/domain/order/order-filter'
import { getBulkAction } from '@/server/modules/inbox/bulk-actions'
import { CancelBulkJobInput, cancelBulkJob } from '@/server/modules/inbox/cancel-bulk-job'
import { StartBulkJobInput, startBulkJob } from '@/server/modules/inbox/start-bulk-job'
import { procedure, procedureWith, router } from '../init'

/** How long a finished job is still listed for the person who started it. */
const RECENT_MS = 10 * 60_000

const EstimateInput = z.object({
  kind: z.enum(EXCEPTION_BULK_ACTION_NAMES),
  filter: ExceptionSelection,
})

/** Bulk jobs: estimate, start, progress and refused rows. */
export const bulkRouter = router({
  estimateExceptions: procedureWith('exceptions.bulk')
    .input(EstimateInput)
    .query(async ({ input, ctx }) => {
      const viewer = await findInboxViewer(getDb(), ctx.staff.id)
      const { lanes, amounts } = await countExceptionRows(input.filter, viewer)
      const { pacePerSecond } = getBulkAction(input.kind)
      const total = lanes.reduce((sum, { count }) => sum + count, 0)
      return { total, lanes, amounts, seconds: estimateSeconds(lanes, pacePerSecond) }
    }),

  estimateOrders: procedureWith('orders.bulk')
    .input(z.object({ kind: z.enum(ORDER_BULK_ACTION_NAMES), filter: OrderFilterInput }))
    .query(async ({ input: { kind, filter } }) => {
      const { total, refused } = await countOrderRows(kind, filter)
      const seconds = estimateSeconds([{ count: total }], getBulkAction(kind).pacePerSecond)
      return { total, refused, seconds }
    }),

  // The permission depends on the bulk action, so `startBulkJob` checks it.
  start: procedure
    .input(StartBulkJobInput)
    .mutation(({ input, ctx }) => startBulkJob(input, ctx.command)),

  cancel: procedure
    .input(CancelBulkJobInput)
    .mutation(({ input, ctx }) => cancelBulkJob(input, ctx.command)),

  recent: procedure.query(({ ctx }) =>
    listRecentJobs(ctx.staff.id, new Date(Date.now() - RECENT_MS)),
  ),

  // Lists only the viewer's own jobs, so it needs no permission.
  refused: procedure
    .input(z.object({ jobId: z.uuid(), cursor: z.uuid().nullish() }))
    .query(async ({ input, ctx }) => {
      const job = { jobId: input.jobId, staffId: ctx.staff.id }
      const rows = await listRefusedRows(job, input.cursor ?? undefined)
      return { rows, next: rows.length === REFUSED_PAGE ? rows.at(-1)?.subjectId : undefined }
    }),
})
