import { z } from 'zod'
import { getDb } from '@/db/client'
import { findTriage, listStaffOfRoles } from '@/db/queries/exceptions/exception-triage'
import { findInboxViewer } from '@/db/queries/exceptions/inbox-conditions'
import { countInboxTabs, listInboxFilters } from '@/db/queries/exceptions/inbox-counts'
import { listInboxGroups } from '@/db/queries/exceptions/inbox-groups'
import { listInbox } from '@/db/queries/exceptions/inbox-list'
import { ExceptionTarget } from '@/domain/exception/exception-target'
import {
  formatInboxCursor,
  GROUP_SORTS,
  INBOX_SORTS,
  InboxFilter,
  rolesForStage,
} from '@/domain/exception/inbox'
import { maskName, seesPersonalData } from '@/domain/staff/personal-data'
import {
  AssignExceptionInput,
  assignException,
  assignExceptionToSelf,
  unassignException,
} from '@/server/modules/inbox/assign-exception'
import {
  escalateException,
  HandoverInput,
  returnExceptionToStaff,
} from '@/server/modules/inbox/escalate-exception'
import { IgnoreExceptionInput, ignoreException } from '@/server/modules/inbox/ignore-exception'
import { RetryExceptionInput, retryException } from '@/server/modules/inbox/retry-exception'
import { SnoozeExceptionInput, snoozeException } from '@/server/modules/inbox/snooze-exception'
import { UndoTriageInput, undoTriage } from '@/server/modules/inbox/undo-triage'
import { AppError } from '../../errors'
import { procedureWith, router } from '../init'
import { InboxCursorInput, pageCursor } from '../inputs'

const reading = procedureWith('exceptions.read')
const acting = procedureWith('orders.act')

const CursorInput = { after: InboxCursorInput.optional(), before: InboxCursorInput.optional() }
const ListInput = z.object({
  filter: InboxFilter,
  sort: z.enum(INBOX_SORTS).default('due'),
  limit: z.number().int().min(1).max(100).optional(),
  ...CursorInput,
})
const GroupsInput = z.object({
  filter: InboxFilter,
  sort: z.enum(GROUP_SORTS).default('count'),
  ...CursorInput,
})

const toViewer = ({ staff }: { staff: { id: string } }) => findInboxViewer(getDb(), staff.id)

/** Formats the page's cursors for the URL. */
function formatCursors<Page extends { next?: Cursor; previous?: Cursor }>(page: Page) {
  const { next, previous, ...rest } = page
  return {
    ...rest,
    next: next && formatInboxCursor(next),
    previous: previous && formatInboxCursor(previous),
  }
}
type Cursor = Parameters<typeof formatInboxCursor>[0] | undefined

/** The exception inbox: lists, triage and undo. */
export const exceptionsRouter = router({
  list: reading.input(ListInput).query(async ({ input: { after, before, ...input }, ctx }) => {
    const cursor = pageCursor(after, before)
    const page = formatCursors(await listInbox({ ...input, cursor }, await toViewer(ctx)))
    if (seesPersonalData(ctx.staff.role)) return page
    const masked = (name: string | null) => name && maskName(name)
    const rows = page.rows.map((row) => ({ ...row, customerName: masked(row.customerName) }))
    return { ...page, rows }
  }),

  groups: reading.input(GroupsInput).query(async ({ input: { after, before, ...input }, ctx }) => {
    const cursor = pageCursor(after, before)
    return formatCursors(await listInboxGroups({ ...input, cursor }, await toViewer(ctx)))
  }),

  counts: reading.query(async ({ ctx }) => countInboxTabs(await toViewer(ctx))),

  filters: reading.query(() => listInboxFilters()),

  triage: reading.input(z.object({ exceptionId: z.uuid() })).query(async ({ input }) => {
    const triage = await findTriage(input.exceptionId)
    if (!triage) throw new AppError('not_found', 'Exception not found.')
    return triage
  }),

  assignees: reading
    .input(z.object({ stage: z.enum(['auto', 'staff', 'engineer']) }))
    .query(({ input }) => listStaffOfRoles(rolesForStage(input.stage))),

  assignToMe: acting
    .input(ExceptionTarget)
    .mutation(({ input, ctx }) => assignExceptionToSelf(input, ctx.command)),

  assign: acting
    .input(AssignExceptionInput)
    .mutation(({ input, ctx }) => assignException(input, ctx.command)),

  unassign: acting
    .input(ExceptionTarget)
    .mutation(({ input, ctx }) => unassignException(input, ctx.command)),

  snooze: acting
    .input(SnoozeExceptionInput)
    .mutation(({ input, ctx }) => snoozeException(input, ctx.command)),

  ignore: acting
    .input(IgnoreExceptionInput)
    .mutation(({ input, ctx }) => ignoreException(input, ctx.command)),

  escalate: acting
    .input(HandoverInput)
    .mutation(({ input, ctx }) => escalateException(input, ctx.command)),

  returnToStaff: procedureWith('exceptions.engineer')
    .input(HandoverInput)
    .mutation(({ input, ctx }) => returnExceptionToStaff(input, ctx.command)),

  retry: acting
    .input(RetryExceptionInput)
    .mutation(({ input, ctx }) => retryException(input, ctx.command)),

  undo: acting.input(UndoTriageInput).mutation(({ input, ctx }) => undoTriage(input, ctx.command)),
})
