import {
  countApprovals,
  listApprovals,
  listDecisions,
  listRequestParts,
} from '@/db/queries/exceptions/approvals'
import { maskName, seesPersonalData } from '@/domain/staff/personal-data'
import {
  ApproveResolutionInput,
  approveResolution,
} from '@/server/modules/inbox/approve-resolution'
import { RejectResolutionInput, rejectResolution } from '@/server/modules/inbox/reject-resolution'
import { procedureWith, router } from '../init'

const reading = procedureWith('approvals.read')
const deciding = procedureWith('approvals.decide')

/** Refunds and reshipments that require another person's approval. */
export const approvalsRouter = router({
  list: reading.query(async ({ ctx }) => {
    const [waiting, decided] = await Promise.all([listApprovals(), listDecisions()])
    const seesAll = seesPersonalData(ctx.staff.role)
    const mask = <T extends { customerName: string; shipTo: unknown }>(row: T): T =>
      seesAll ? row : { ...row, customerName: maskName(row.customerName), shipTo: null }
    const { lines, tenders } = await listRequestParts(waiting.map(({ id }) => id))
    return {
      waiting: waiting.map((row) => ({
        ...mask(row),
        isOwn: row.requestedById === ctx.staff.id,
        lines: lines.filter(({ resolutionId }) => resolutionId === row.id),
        tenders: tenders.filter(({ resolutionId }) => resolutionId === row.id),
      })),
      decided: decided.map(mask),
    }
  }),

  count: reading.query(({ ctx }) => countApprovals(ctx.staff.id)),

  approve: deciding
    .input(ApproveResolutionInput)
    .mutation(({ input, ctx }) => approveResolution(input, ctx.command)),

  reject: deciding
    .input(RejectResolutionInput)
    .mutation(({ input, ctx }) => rejectResolution(input, ctx.command)),
})
