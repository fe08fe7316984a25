import { z } from 'zod'
import { getDb } from '@/db/client'
import { findTriage, listStaffOfRoles } from '@/db/queries/exceptions/exception-triage'
import { findInboxReader } from '@/db/queries/exceptions/inbox-conditions'
import { countInboxTabs, listInboxFilters } from '@/db/queries/exceptions/inbox-counts'
import { listInboxGroups } from '@/db/queries/exceptions/inbox-groups'
import { listInbox } from '@/db/queries/exceptions/inbox-list'
import {
  formatInboxCursor,
  GROUP_SORTS,
  INBOX_SORTS,
  InboxFilter,
  rolesForStage,
} from '@/domain/exception/inbox'
import { maskName, seesPersonalData } from '@/domain/staff/personal-data'
import { ExceptionTarget } from '@/server/modules/exceptions/triage'
import {
  AssignExceptionInput,
  assignException,
  putBackException,
  takeException,
} from '@/server/modules/inbox/assign-exception'
import {
  escalateException,
  HandOverInput,
  handBackException,
} from '@/server/modules/inbox/escalate-exception'
import { IgnoreExceptionInput, ignoreException } from '@/server/modules/inbox/ignore-exception'
import { RetryExceptionInput, retryException } from '@/server/modules/inbox/retry-exception'
import { WaitExceptionInput, waitException } from '@/server/modules/inbox/snooze-exception'
import { UndoTriageInput, undoTriage } from '@/server/modules/inbox/undo-triage'
import { AppError } from '../../errors'
import { procedureWith, router } from '../init'
import { InboxCursorInput, pageCursor } from '../inputs'

const reading = procedureWith('exceptions.read')
const acting = procedureWith('orders.act')

const places = { after: InboxCursorInput.optional(), before: InboxCursorInput.optional() }
const ListInput = z.object({
  filter: InboxFilter,
  sort: z.enum(INBOX_SORTS).default('due'),
  limit: z.number().int().min(1).max(100).optional(),
  ...places,
})
const GroupsInput = z.object({
  filter: InboxFilter,
  sort: z.enum(GROUP_SORTS).default('count'),
  ...places,
})

const asReader = ({ staff }: { staff: { id: string } }) => findInboxReader(getDb(), staff.id)

/** The page with its places as texts for the address. */
function withPlaces<Page extends { next?: Place; previous?: Place }>(page: Page) {
  const { next, previous, ...rest } = page
  return {
    ...rest,
    next: next && formatInboxCursor(next),
    previous: previous && formatInboxCursor(previous),
  }
}
type Place = Parameters<typeof formatInboxCursor>[0] | undefined

/** The exception inbox: what stopped, who looks after it, and what becomes of it. */
export const exceptionsRouter = router({
  list: reading.input(ListInput).query(async ({ input: { after, before, ...input }, ctx }) => {
    const cursor = pageCursor(after, before)
    const page = withPlaces(await listInbox({ ...input, cursor }, await asReader(ctx)))
    if (seesPersonalData(ctx.staff.role)) return page
    const masked = (name: string | null) => name && maskName(name)
    const rows = page.rows.map((row) => ({ ...row, customerName: masked(row.customerName) }))
    return { ...page, rows }
  }),

  groups: reading.input(GroupsInput).query(async ({ input: { after, before, ...input }, ctx }) => {
    const cursor = pageCursor(after, before)
    return withPlaces(await listInboxGroups({ ...input, cursor }, await asReader(ctx)))
  }),

  counts: reading.query(async ({ ctx }) => countInboxTabs(await asReader(ctx))),

  filters: reading.query(() => listInboxFilters()),

  triage: reading.input(z.object({ exceptionId: z.uuid() })).query(async ({ input }) => {
    const triage = await findTriage(input.exceptionId)
    if (!triage) throw new AppError('not_found', 'There is no such exception.')
    return triage
  }),

  assignees: reading
    .input(z.object({ stage: z.enum(['auto', 'staff', 'engineer']) }))
    .query(({ input }) => listStaffOfRoles(rolesForStage(input.stage))),

  take: acting
    .input(ExceptionTarget)
    .mutation(({ input, ctx }) => takeException(input, ctx.command)),

  assign: acting
    .input(AssignExceptionInput)
    .mutation(({ input, ctx }) => assignException(input, ctx.command)),

  putBack: acting
    .input(ExceptionTarget)
    .mutation(({ input, ctx }) => putBackException(input, ctx.command)),

  wait: acting
    .input(WaitExceptionInput)
    .mutation(({ input, ctx }) => waitException(input, ctx.command)),

  ignore: acting
    .input(IgnoreExceptionInput)
    .mutation(({ input, ctx }) => ignoreException(input, ctx.command)),

  escalate: acting
    .input(HandOverInput)
    .mutation(({ input, ctx }) => escalateException(input, ctx.command)),

  handBack: procedureWith('exceptions.engineer')
    .input(HandOverInput)
    .mutation(({ input, ctx }) => handBackException(input, ctx.command)),

  retry: acting
    .input(RetryExceptionInput)
    .mutation(({ input, ctx }) => retryException(input, ctx.command)),

  undo: acting.input(UndoTriageInput).mutation(({ input, ctx }) => undoTriage(input, ctx.command)),
})
