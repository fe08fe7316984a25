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
import type { Candidate } from '@/domain/staff/round-robin'
import { addWorkingMinutes } from '@/domain/working-hours/working-hours'
import type { UnitOfWork } from '@/server/unit-of-work'
import { appVersion } from '@/server/version'
import { planAlerts } from '../admin/plan-alerts'
import { assignRoundRobin } from './internal/assign-round-robin'

export type ExceptionStage = ExceptionRow['stage']

export type ExceptionReport = {
  orderId?: string
  webhookId?: string
  step?: string
  kind: ExceptionKind
  /** The vendor's own code of the failure. */
  code?: string
  /** What happened, in the reader's words. */
  message: string
  detail?: Record<string, unknown>
  /** Set: it is being retried and nobody need look yet. */
  nextAttemptAt?: Date
  /** False: nothing was tried yet, it waits for a vendor that is down. */
  hasFailed?: boolean
  /** Set: a person has agreed already to wait until then, and nobody need look before. */
  waits?: { until: Date; for: string }
}

const STAGE_ORDER: readonly ExceptionStage[] = ['auto', 'staff', 'engineer']

/**
 * Puts what stopped into the inbox; returns the exception's id. One is open per order, step and
 * kind (per webhook and kind without an order): a repeat counts another attempt on it. One that
 * failed before and was closed is linked as the one this came back from.
 */
export async function openException(uow: UnitOfWork, report: ExceptionReport): Promise<string> {
  const open = await lockOpenException(uow.tx, report)
  if (open) return failAgain(uow, open, report)
  const id = await insertNew(uow, report)
  if (id) return id
  const other = await lockOpenException(uow.tx, report)
  if (!other) throw new Error(`An exception of kind ${report.kind} could not be opened.`)
  return failAgain(uow, other, report)
}

/** Where it belongs: with its kind, and with staff once nothing is retried by itself any more. */
function stageOf(report: ExceptionReport): ExceptionStage {
  const { stage } = EXCEPTION_KINDS[report.kind]
  return stage === 'auto' && !report.nextAttemptAt ? 'staff' : stage
}

/** The clock of people starts when one of them has to look, and runs in their working hours. */
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
  await tell(uow, { id, stage }, report)
  return id
}

async function failAgain(
  uow: UnitOfWork,
  open: ExceptionRow,
  report: ExceptionReport,
): Promise<string> {
  const { kind, step, code, message, detail = {}, nextAttemptAt } = report
  const stage = later(open.stage, stageOf(report))
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
  await tell(uow, { id: open.id, stage }, report)
  return open.id
}

/** An exception only moves towards the people who can settle it. */
function later(before: ExceptionStage, now: ExceptionStage): ExceptionStage {
  return STAGE_ORDER.indexOf(now) > STAGE_ORDER.indexOf(before) ? now : before
}

/** Calls people for what cannot wait, once it is theirs to look at. */
async function tell(
  uow: UnitOfWork,
  exception: { id: string; stage: ExceptionStage },
  { kind, nextAttemptAt }: ExceptionReport,
): Promise<void> {
  const isCritical = EXCEPTION_KINDS[kind].severity === 'critical'
  if (isCritical && !nextAttemptAt && exception.stage !== 'auto') await planAlerts(uow, exception)
}

/** What the events of a failure have in common. */
function failureData(exceptionId: string, report: ExceptionReport) {
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
  exceptionId: string,
  { orderId, kind }: ExceptionReport,
  { id: assigneeId, name: assigneeName }: Candidate,
): void {
  uow.record(exceptionAutoAssigned({ exceptionId, orderId, assigneeId, assigneeName, kind }))
}

/** How often the open exception of this key has failed; 0 when none is open. */
export async function countFailures(uow: UnitOfWork, key: ExceptionKey): Promise<number> {
  return (await lockOpenException(uow.tx, key))?.attempts ?? 0
}
