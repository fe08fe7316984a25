import { z } from 'zod'
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
import { permissionForStage } from '@/domain/exception/inbox'
import type { Actor } from '@/domain/staff/actor'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'
import { describeTriageState } from './internal/describe-triage-state'

/** Which exception, and the version of it that the person has seen (none: whichever it is). */
export const ExceptionTarget = z.object({
  exceptionId: z.uuid(),
  version: z.number().int().positive().optional(),
})
export type ExceptionTarget = z.infer<typeof ExceptionTarget>

export const Reason = z.string().trim().min(1, 'Say why, in a few words.').max(500)

/** How an exception stands after a change. `version` is what an undo of it names. */
export type Triaged = {
  exceptionId: string
  version: number
  status: ExceptionRow['status']
  stage: ExceptionRow['stage']
  assigneeId: string | null
}

export type Person = Extract<Actor, { kind: 'person' }>

/** An exception under its lock and its order's, with the person who wants to change it. */
export type Triage = { exception: ExceptionRow; order: OrderRow | undefined; person: Person }

/** What people change. All of it is kept with each change, so that it can be undone. */
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
 * Locks an exception for a change by a person: first its order, as the pipeline does.
 * @throws AppError not_found, forbidden, conflict when somebody else changed it since it was seen
 */
export async function lockForTriage(uow: UnitOfWork, target: ExceptionTarget): Promise<Triage> {
  const found = await findExceptionOrder(uow.tx, target.exceptionId)
  const order = found?.orderId ? await lockOrder(uow.tx, found.orderId) : undefined
  const exception = found && (await lockException(uow.tx, target.exceptionId))
  if (!exception) throw new AppError('not_found', 'There is no such exception.')
  const person = requirePerson(uow.context.actor, exception.stage)
  await refuseChanged(uow, exception, person, target.version)
  return { exception, order, person }
}

/** The same for an exception that is still open. @throws AppError conflict when it is closed */
export async function lockOpenForTriage(uow: UnitOfWork, target: ExceptionTarget): Promise<Triage> {
  const triage = await lockForTriage(uow, target)
  if (isClosed(triage.exception)) throw await conflictWith(uow, triage.exception)
  return triage
}

export const isClosed = ({ status }: Pick<ExceptionRow, 'status'>) =>
  status === 'resolved' || status === 'ignored'

function requirePerson(actor: Actor, stage: ExceptionRow['stage']): Person {
  if (actor.kind !== 'person') throw new AppError('forbidden', 'Only people work the inbox.')
  const refusal = reasonAgainst(actor.role, permissionForStage(stage))
  if (refusal) throw new AppError('forbidden', refusal)
  return actor
}

async function refuseChanged(
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

/** The refusal that tells how the exception stands now. */
export async function conflictWith(
  uow: UnitOfWork,
  exception: ExceptionRow,
  changedBy?: string,
): Promise<AppError> {
  const { assigneeId, status, stage, version } = exception
  const assigneeName = assigneeId ? await findStaffName(uow.tx, assigneeId) : undefined
  const state = describeTriageState({ ...exception, assigneeName })
  const message = changedBy ? `${changedBy} was faster: ${state}` : sentence(state)
  return new AppError('conflict', message, { status, stage, assigneeId, version })
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

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

/** What people change, as it stood; times as ISO texts. */
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

/** Where an open exception stands: what is retried by itself stays so whoever owns it. */
export function openStatus(
  exception: Pick<ExceptionRow, 'nextAttemptAt'>,
  assigneeId: string | null,
): 'retrying' | 'in_progress' | 'open' {
  if (exception.nextAttemptAt) return 'retrying'
  return assigneeId ? 'in_progress' : 'open'
}
