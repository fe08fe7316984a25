import {
  findChangeByOthers,
  findExceptionOrder,
  findStaffName,
  lockException,
} from '@/db/queries/exceptions/exception-triage'
import { type ExceptionRow, saveException } from '@/db/queries/exceptions/exceptions'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import type { RecordedEvent } from '@/domain/events/define-event'
import type { TriageData } from '@/domain/events/triage-events'
import type { ExceptionTarget } from '@/domain/exception/exception-target'
import { permissionForStage } from '@/domain/exception/inbox'
import type { ExceptionId, StaffId } from '@/domain/ids'
import { AppError } from '@/server/errors'
import { type Person, requirePerson } from '@/server/require-person'
import type { UnitOfWork } from '@/server/unit-of-work'
import { describeTriageState } from './internal/describe-triage-state'

/** The state of an exception after a change. An undo refers to it by `version`. */
export type Triaged = {
  exceptionId: ExceptionId
  version: number
  status: ExceptionRow['status']
  stage: ExceptionRow['stage']
  assigneeId: StaffId | null
}

/** An exception and its order, both locked, with the person who changes it. */
export type Triage = { exception: ExceptionRow; order: OrderRow | undefined; person: Person }

/** The fields that people change. Each change keeps their previous values for the undo. */
export type TriageFields = Pick<
  ExceptionRow,
  | 'status'
  | 'stage'
  | 'assigneeId'
  | 'dueAt'
  | 'nextAttemptAt'
  | 'waitUntil'
  | 'waitReason'
  | 'ignoredUntil'
  | 'closedAt'
  | 'closedBy'
>

/**
 * Locks an exception for a change by a person. Locks its order first, as the pipeline does.
 * @throws AppError not_found; forbidden; conflict when someone else changed it since `version`
 */
export async function lockForTriage(uow: UnitOfWork, target: ExceptionTarget): Promise<Triage> {
  const found = await findExceptionOrder(uow.tx, target.exceptionId)
  const order = found?.orderId ? await lockOrder(uow.tx, found.orderId) : undefined
  const exception = found && (await lockException(uow.tx, target.exceptionId))
  if (!exception) throw new AppError('not_found', 'Exception not found.')
  const person = requirePerson(uow.context.actor, permissionForStage(exception.stage))
  await assertUnchanged(uow, exception, person, target.version)
  return { exception, order, person }
}

/** `lockForTriage` for an open exception. @throws AppError conflict when it is closed */
export async function lockOpenForTriage(uow: UnitOfWork, target: ExceptionTarget): Promise<Triage> {
  const triage = await lockForTriage(uow, target)
  if (isClosed(triage.exception)) throw await conflictWith(uow, triage.exception)
  return triage
}

export const isClosed = ({ status }: Pick<ExceptionRow, 'status'>) =>
  status === 'resolved' || status === 'ignored'

async function assertUnchanged(
  uow: UnitOfWork,
  exception: ExceptionRow,
  person: Person,
  version = exception.version,
): Promise<void> {
  if (version === exception.version) return
  const seen = { version, staffId: person.id }
  const other = await findChangeByOthers(uow.tx, exception.id, seen)
  if (other) throw await conflictWith(uow, exception, other.actorName)
}

/** Returns a conflict error that describes the exception's current state. */
export async function conflictWith(
  uow: UnitOfWork,
  exception: ExceptionRow,
  changedBy?: string,
): Promise<AppError> {
  const { assigneeId, status, stage, version } = exception
  const assigneeName = assigneeId ? await findStaffName(uow.tx, assigneeId) : undefined
  const state = describeTriageState({ ...exception, assigneeName })
  const message = changedBy
    ? `${changedBy} has changed this exception. It ${state}`
    : `This exception ${state}`
  return new AppError('conflict', message, { status, stage, assigneeId, version })
}

/** Saves a staff member's change and records it as the event that `toEvent` builds. */
export async function saveTriage(
  uow: UnitOfWork,
  { exception, person }: Triage,
  change: Partial<TriageFields>,
  toEvent: (data: TriageData) => RecordedEvent,
): Promise<Triaged> {
  const version = exception.version + 1
  await saveException(uow.tx, exception.id, {
    ...change,
    ...(isClosed({ ...exception, ...change }) ? { closedByKind: 'person' as const } : {}),
    firstTouchedAt: exception.firstTouchedAt ?? uow.now,
    lastTouchedById: person.id,
  })
  const { kind, step, orderId } = exception
  const about = { exceptionId: exception.id, orderId, kind, ...(step ? { step } : {}) }
  uow.record(toEvent({ ...about, version, before: fieldsOf(exception) }))
  const { status, stage, assigneeId } = { ...exception, ...change }
  return { exceptionId: exception.id, version, status, stage, assigneeId }
}

/** The current values of the fields that people change; times in ISO 8601. */
function fieldsOf(row: ExceptionRow): Record<keyof TriageFields, string | null> {
  const time = (at: Date | null) => at?.toISOString() ?? null
  return {
    status: row.status,
    stage: row.stage,
    assigneeId: row.assigneeId,
    dueAt: time(row.dueAt),
    nextAttemptAt: time(row.nextAttemptAt),
    waitUntil: time(row.waitUntil),
    waitReason: row.waitReason,
    ignoredUntil: time(row.ignoredUntil),
    closedAt: time(row.closedAt),
    closedBy: row.closedBy,
  }
}

/** Returns the status of an open exception. A scheduled retry takes precedence over an assignee. */
export function openStatus(
  exception: Pick<ExceptionRow, 'nextAttemptAt'>,
  assigneeId: StaffId | null,
): 'retrying' | 'in_progress' | 'open' {
  if (exception.nextAttemptAt) return 'retrying'
  return assigneeId ? 'in_progress' : 'open'
}
