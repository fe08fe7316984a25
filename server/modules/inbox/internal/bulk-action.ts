import type { z } from 'zod'
import type { InboxReader } from '@/db/queries/exceptions/inbox-conditions'
import type { Permission } from '@/domain/staff/permissions'
import type { UnitOfWork } from '@/server/unit-of-work'

/** An action that can be done to many things by a job. */
export type BulkKind<Filter, Payload> = {
  permission: Permission
  /** Rows of one lane that may be done in a second. */
  pacePerSecond: number
  filter: z.ZodType<Filter>
  payload: z.ZodType<Payload>
  /** Puts what the filter means onto the job; returns how many rows. */
  select(uow: UnitOfWork, jobId: string, filter: Filter, reader: InboxReader): Promise<number>
  /**
   * Does it to one thing as part of a write, in the name of the person who asked. An AppError
   * refuses this row with its sentence; nothing of the row is stored then.
   */
  apply(uow: UnitOfWork, subjectId: string, payload: Payload): Promise<unknown>
}

/** A kind with its types forgotten, as the job knows it: it parses what was stored. */
export type StoredBulkKind = Omit<
  BulkKind<unknown, unknown>,
  'filter' | 'payload' | 'select' | 'apply'
> & {
  parse(filter: unknown, payload: unknown): { filter: object; payload: object }
  select(uow: UnitOfWork, jobId: string, filter: unknown, reader: InboxReader): Promise<number>
  apply(uow: UnitOfWork, subjectId: string, payload: unknown): Promise<unknown>
}

/** Forgets the types of a kind and checks at run time instead. */
export function stored<Filter extends object, Payload extends object>(
  kind: BulkKind<Filter, Payload>,
): StoredBulkKind {
  const { permission, pacePerSecond } = kind
  return {
    permission,
    pacePerSecond,
    parse: (filter, payload) => ({
      filter: kind.filter.parse(filter),
      payload: kind.payload.parse(payload),
    }),
    select: (uow, jobId, filter, reader) =>
      kind.select(uow, jobId, kind.filter.parse(filter), reader),
    apply: (uow, subjectId, payload) => kind.apply(uow, subjectId, kind.payload.parse(payload)),
  }
}
