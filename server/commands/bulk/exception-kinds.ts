import { z } from 'zod'
import { insertExceptionRows } from '@/db/queries/inbox-bulk'
import { ExceptionSelection } from '@/server/domain/bulk'
import { assignWithin } from '../exceptions/assign-exception'
import { escalateWithin, HandOverInput } from '../exceptions/escalate-exception'
import { ignoreWithin } from '../exceptions/ignore-exception'
import { retryWithin } from '../exceptions/retry-exception'
import { Reason } from '../exceptions/triage'
import { type BulkKind, stored } from './bulk-kind'

/** Retries call the outside world, so that they come slowly; the rest is our own books. */
const RETRIES_PER_SECOND = 20
const WRITES_PER_SECOND = 100

type Part<Payload> = Pick<BulkKind<ExceptionSelection, Payload>, 'payload' | 'apply'>

const onExceptions = <Payload extends object>(pacePerSecond: number, part: Part<Payload>) =>
  stored<ExceptionSelection, Payload>({
    permission: 'exceptions.bulk',
    pacePerSecond,
    filter: ExceptionSelection,
    select: (scope, jobId, selection, reader) =>
      insertExceptionRows(scope.tx, jobId, selection, reader),
    ...part,
  })

/** What can be done to many exceptions at once. */
export const EXCEPTION_KINDS_OF_BULK = {
  'exceptions.retry': onExceptions(RETRIES_PER_SECOND, {
    payload: z.object({ reason: Reason }),
    apply: (scope, exceptionId, { reason }) => retryWithin(scope, { exceptionId, reason }),
  }),
  'exceptions.assign': onExceptions(WRITES_PER_SECOND, {
    payload: z.object({ assigneeId: z.uuid() }),
    apply: (scope, exceptionId, { assigneeId }) => assignWithin(scope, { exceptionId, assigneeId }),
  }),
  'exceptions.ignore': onExceptions(WRITES_PER_SECOND, {
    // Stored as JSON, which has no dates.
    payload: z.object({ reason: Reason, until: z.iso.datetime().nullable() }),
    apply: (scope, exceptionId, { reason, until }) =>
      ignoreWithin(scope, { exceptionId, reason, until: until ? new Date(until) : null }),
  }),
  'exceptions.escalate': onExceptions(WRITES_PER_SECOND, {
    payload: HandOverInput.pick({ note: true }),
    apply: (scope, exceptionId, { note }) => escalateWithin(scope, { exceptionId, note }),
  }),
}
