import { z } from 'zod'
import { insertExceptionRows } from '@/db/queries/exceptions/inbox-bulk'
import { ExceptionSelection } from '@/domain/bulk/bulk-jobs'
import { Reason } from '@/domain/text/text-inputs'
import { assignWithin } from '../../assign-exception'
import { escalateWithin, HandoverInput } from '../../escalate-exception'
import { ignoreWithin } from '../../ignore-exception'
import { retryWithin } from '../../retry-exception'
import { type BulkAction, toStoredBulkAction } from './bulk-action'

/** Retries call vendors and are paced. The other actions only write to the database. */
const RETRIES_PER_SECOND = 20
const WRITES_PER_SECOND = 100

type Part<Payload> = Pick<BulkAction<ExceptionSelection, Payload>, 'payload' | 'apply'>

const onExceptions = <Payload extends object>(pacePerSecond: number, part: Part<Payload>) =>
  toStoredBulkAction<ExceptionSelection, Payload>({
    permission: 'exceptions.bulk',
    pacePerSecond,
    filter: ExceptionSelection,
    select: (uow, jobId, selection, viewer) =>
      insertExceptionRows(uow.tx, jobId, selection, viewer),
    ...part,
  })

/** The bulk actions on exceptions. */
export const EXCEPTION_BULK_ACTIONS = {
  'exceptions.retry': onExceptions(RETRIES_PER_SECOND, {
    payload: z.object({ reason: Reason }),
    apply: (uow, exceptionId, { reason }) => retryWithin(uow, { exceptionId, reason }),
  }),
  'exceptions.assign': onExceptions(WRITES_PER_SECOND, {
    payload: z.object({ assigneeId: z.uuid() }),
    apply: (uow, exceptionId, { assigneeId }) => assignWithin(uow, { exceptionId, assigneeId }),
  }),
  'exceptions.ignore': onExceptions(WRITES_PER_SECOND, {
    // The payload is stored as JSON, which has no date type.
    payload: z.object({ reason: Reason, until: z.iso.datetime().nullable() }),
    apply: (uow, exceptionId, { reason, until }) =>
      ignoreWithin(uow, { exceptionId, reason, until: until ? new Date(until) : null }),
  }),
  'exceptions.escalate': onExceptions(WRITES_PER_SECOND, {
    payload: HandoverInput.pick({ note: true }),
    apply: (uow, exceptionId, { note }) => escalateWithin(uow, { exceptionId, note }),
  }),
}
