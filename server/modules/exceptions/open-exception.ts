import {
  type ExceptionKey,
  type ExceptionRow,
  findClosedException,
  insertException,
  lockOpenException,
  saveException,
} from '@/db/queries/exceptions/exceptions'
import { findWorkHours } from '@/db/queries/settings/work-hours'
import {
  exceptionAutoAssigned,
  exceptionEscalated,
  exceptionFailedAgain,
  exceptionOpened,
} from '@/domain/events/exception-events'
import { EXCEPTION_KINDS, type ExceptionKind } from '@/domain/exception/exception-kinds'
import { fingerprint } from '@/domain/exception/fingerprint'
import type { ExceptionId, OrderId, WebhookId } from '@/domain/ids'
import type { Candidate } from '@/domain/staff/round-robin'
import { addWorkingMinutes } from '@/domain/working-hours/working-hours'
import type { UnitOfWork } from '@/server/unit-of-work'
import { appVersion } from '@/server/version'
import { planAlerts } from '../admin/plan-alerts'
import { assignRoundRobin } from './internal/assign-round-robin'

export type ExceptionStage = ExceptionRow['stage']

export type ExceptionReport = {
  orderId?: OrderId
  webhookId?: WebhookId
  step?: string
  kind: ExceptionKind
  /** The vendor's own code of the failure. */
  code?: string
  /** What happened, as staff read it. */
  message: string
  detail?: Record<string, unknown>
  /** When it is retried automatically. Unset: no retry is scheduled. */
  nextAttemptAt?: Date
  /** False: no attempt was made, because the vendor's circuit breaker is open. */
  hasFailed?: boolean
  /** Set when a person has already agreed to wait until then. */
  waits?: { until: Date; for: string }
}

const STAGE_ORDER: readonly ExceptionStage[] = ['auto', 'staff', 'engineer']

/**
 * Opens an exception, or records another attempt on the one already open, and returns its ID. At
 * most one is open per order, step and kind (without an order: per webhook and kind). A new one is
 * linked to the last closed one of the same key.
 */
export async function openException(uow: UnitOfWork, report: ExceptionReport): Promise<string> {
  const open = await lockOpenException(uow.tx, report)
  if (open) return recordAttempt(uow, open, report)
  const id = await insertNew(uow, report)
  if (id) return id
  const other = await lockOpenException(uow.tx, report)
  if (!other) throw new Error(`Couldn't open an exception of kind ${report.kind}.`)
  return recordAttempt(uow, other, report)
}

/** Returns the kind's stage. `auto` becomes `staff` when no retry is scheduled. */
function stageOf(report: ExceptionReport): ExceptionStage {
  const { stage } = EXCEPTION_KINDS[report.kind]
  return stage === 'auto' && !report.nextAttemptAt ? 'staff' : stage
}

/** Returns the SLA due date. The clock starts when a person must act and counts working hours. */
async function dueAt(
  uow: UnitOfWork,
  report: ExceptionReport,
  stage: ExceptionStage,
): Promise<Date | null> {
  if (stage === 'auto') return null
  const from = report.waits?.until ?? uow.now
  return addWorkingMinutes(
    from,
    EXCEPTION_KINDS[report.kind].slaMinutes,
    await findWorkHours(uow.tx),
  )
}

async function insertNew(uow: UnitOfWork, report: ExceptionReport): Promise<string | undefined> {
  const { kind, step, code, message, detail = {}, nextAttemptAt, waits } = report
  const stage = stageOf(report)
  const [closed, owner] = await Promise.all([
    findClosedException(uow.tx, report),
    stage === 'staff' && !waits ? assignRoundRobin(uow) : undefined,
  ])
  const id = await insertException(uow.tx, {
    orderId: report.orderId ?? null,
    webhookId: report.webhookId ?? null,
    step: step ?? null,
    kind,
    stage,
    status: nextAttemptAt ? 'retrying' : waits ? 'waiting' : owner ? 'in_progress' : 'open',
    assigneeId: owner?.id ?? null,
    waitUntil: waits?.until ?? null,
    waitReason: waits?.for ?? null,
    severity: EXCEPTION_KINDS[kind].severity,
    fingerprint: fingerprint({ kind, step, code, message }),
    message,
    detail: code ? { ...detail, code } : detail,
    attempts: report.hasFailed === false ? 0 : 1,
    nextAttemptAt: nextAttemptAt ?? null,
    openedAt: uow.now,
    openedVersion: appVersion(),
    lastFailedAt: uow.now,
    dueAt: await dueAt(uow, report, stage),
    recurredFromId: closed?.id ?? null,
  })
  if (!id) return undefined
  const recurrence = closed ? { recurredFromId: closed.id } : {}
  uow.record(exceptionOpened({ ...failureData(id, report), stage, ...recurrence }))
  if (owner) recordAssignment(uow, id, report, owner)
  await alertIfCritical(uow, { id, stage }, report)
  return id
}

async function recordAttempt(
  uow: UnitOfWork,
  open: ExceptionRow,
  report: ExceptionReport,
): Promise<string> {
  const { kind, step, code, message, detail = {}, nextAttemptAt } = report
  const stage = laterStage(open.stage, stageOf(report))
  const attempts = open.attempts + 1
  const isNewToStaff = stage === 'staff' && open.stage === 'auto' && !open.assigneeId
  const owner = isNewToStaff ? await assignRoundRobin(uow) : undefined
  const isOwned = owner || open.assigneeId !== null || open.status === 'in_progress'
  const rest = open.status === 'waiting' ? 'waiting' : isOwned ? 'in_progress' : 'open'
  const { waitsFor: _waited, ...known } = open.detail
  await saveException(uow.tx, open.id, {
    stage,
    ...(owner ? { assigneeId: owner.id } : {}),
    status: nextAttemptAt ? 'retrying' : rest,
    message,
    detail: { ...known, ...detail, ...(code ? { code } : {}) },
    fingerprint: fingerprint({ kind, step, code, message }),
    attempts,
    nextAttemptAt: nextAttemptAt ?? null,
    lastFailedAt: uow.now,
    dueAt: open.dueAt ?? (await dueAt(uow, report, stage)),
  })
  const failed = stage === open.stage ? exceptionFailedAgain : exceptionEscalated
  const data = { ...failureData(open.id, report), stage, stageBefore: open.stage, attempts }
  uow.record(failed(data))
  if (owner) recordAssignment(uow, open.id, report, owner)
  await alertIfCritical(uow, { id: open.id, stage }, report)
  return open.id
}

/** Stages only escalate: auto, staff, engineer. */
function laterStage(before: ExceptionStage, now: ExceptionStage): ExceptionStage {
  return STAGE_ORDER.indexOf(now) > STAGE_ORDER.indexOf(before) ? now : before
}

/** Plans immediate alerts for a critical exception that needs a person. */
async function alertIfCritical(
  uow: UnitOfWork,
  exception: { id: string; stage: ExceptionStage },
  { kind, nextAttemptAt }: ExceptionReport,
): Promise<void> {
  const isCritical = EXCEPTION_KINDS[kind].severity === 'critical'
  if (isCritical && !nextAttemptAt && exception.stage !== 'auto') await planAlerts(uow, exception)
}

/** The data that all events of a failure share. */
function failureData(exceptionId: ExceptionId, report: ExceptionReport) {
  const { orderId, step, kind, code, message, nextAttemptAt } = report
  return {
    exceptionId,
    orderId,
    kind,
    message,
    ...(step ? { step } : {}),
    ...(code ? { code } : {}),
    ...(nextAttemptAt ? { nextAttemptAt: nextAttemptAt.toISOString() } : {}),
  }
}

/** Records the round-robin assignment on the exception and the order timeline. */
function recordAssignment(
  uow: UnitOfWork,
  exceptionId: ExceptionId,
  { orderId, kind }: ExceptionReport,
  { id: assigneeId, name: assigneeName }: Candidate,
): void {
  uow.record(exceptionAutoAssigned({ exceptionId, orderId, assigneeId, assigneeName, kind }))
}

/** Returns the attempts of the open exception of this key; 0 when none is open. */
export async function countFailures(uow: UnitOfWork, key: ExceptionKey): Promise<number> {
  return (await lockOpenException(uow.tx, key))?.attempts ?? 0
}
