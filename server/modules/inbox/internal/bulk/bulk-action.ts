import type { z } from 'zod'
import type { InboxViewer } from '@/db/queries/exceptions/inbox-conditions'
import type { Permission } from '@/domain/staff/permissions'
import type { UnitOfWork } from '@/server/unit-of-work'

/** An action that a job applies to many orders or exceptions. */
export type BulkAction<Filter, Payload> = {
  permission: Permission
  /** Maximum rows per second and lane. */
  pacePerSecond: number
  filter: z.ZodType<Filter>
  payload: z.ZodType<Payload>
  /** Adds the rows that match the filter to the job and returns how many. */
  select(uow: UnitOfWork, jobId: string, filter: Filter, viewer: InboxViewer): Promise<number>
  /**
   * Applies the action to one row inside the caller's transaction, as the person who started the
   * job. An AppError rolls the row back and marks it as refused with the error's message.
   */
  apply(uow: UnitOfWork, subjectId: string, payload: Payload): Promise<unknown>
}

/** A bulk action without its types. It parses the stored filter and payload at run time. */
export type StoredBulkAction = Omit<
  BulkAction<unknown, unknown>,
  'filter' | 'payload' | 'select' | 'apply'
> & {
  parse(filter: unknown, payload: unknown): { filter: object; payload: object }
  select(uow: UnitOfWork, jobId: string, filter: unknown, viewer: InboxViewer): Promise<number>
  apply(uow: UnitOfWork, subjectId: string, payload: unknown): Promise<unknown>
}

/** Replaces an action's static types with run-time parsing. */
export function toStoredBulkAction<Filter extends object, Payload extends object>(
  kind: BulkAction<Filter, Payload>,
): StoredBulkAction {
  const { permission, pacePerSecond } = kind
  return {
    permission,
    pacePerSecond,
    parse: (filter, payload) => ({
      filter: kind.filter.parse(filter),
      payload: kind.payload.parse(payload),
    }),
    select: (uow, jobId, filter, viewer) =>
      kind.select(uow, jobId, kind.filter.parse(filter), viewer),
    apply: (uow, subjectId, payload) => kind.apply(uow, subjectId, kind.payload.parse(payload)),
  }
}
