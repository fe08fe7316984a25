import { lockException } from '@/db/queries/exceptions/exception-triage'
import type { ExceptionRow } from '@/db/queries/exceptions/exceptions'
import { exceptionActionTaken } from '@/domain/events/triage-events'
import { type ActionCode, EXCEPTION_ACTIONS } from '@/domain/exception/exception-actions'
import type { ExceptionTarget } from '@/domain/exception/exception-target'
import { findRefusal } from '@/domain/exception/offered-actions'
import type { ExceptionId } from '@/domain/ids'
import { AppError } from '@/server/errors'
import {
  isClosed,
  lockOpenForTriage,
  openStatus,
  saveTriage,
  type TriageFields,
} from '@/server/modules/exceptions/triage'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { pauseDueAt } from '../snooze-exception'
import type { ActionResult, Subject } from './action-handler'
import { loadActionFacts } from './load-action-facts'

/** The state of the exception after an action. */
export type ActionTaken = {
  exceptionId: ExceptionId
  status: ExceptionRow['status']
  giftCardCode: string | null
}

/**
 * Takes an action in one transaction: locks the order and the exception, checks that the action is
 * still available, fixes the cause by `handler`, and saves the exception, history, timeline and
 * audit entry.
 * @throws AppError not_found; forbidden; conflict when the exception was closed or changed, or the
 * action is no longer available; and as the handler
 */
export function actOnException(
  code: ActionCode,
  target: ExceptionTarget,
  context: CommandContext,
  handler: (uow: UnitOfWork, subject: Subject) => Promise<ActionResult>,
): Promise<ActionTaken> {
  return runInTransaction(context, async (uow) => {
    const triage = await lockOpenForTriage(uow, target)
    const facts = await loadActionFacts(uow.tx, triage.exception, triage.order)
    if (!facts) throw new AppError('conflict', 'This kind of exception no longer exists.')
    const refusal = findRefusal(code, facts, triage.person.role)
    if (refusal) throw new AppError(refusal.code, refusal.message)
    const result = await handler(uow, { ...triage, facts })
    // The handler may have closed the exception already: read it again before saving the rest.
    const exception = (await lockException(uow.tx, target.exceptionId)) ?? triage.exception
    const { past } = EXCEPTION_ACTIONS[code]
    const closedBy = `${triage.person.name} ${past}`
    const change = isClosed(exception) ? {} : await toChange(uow, result, exception, closedBy)
    const { status } = await saveTriage(uow, { ...triage, exception }, change, (data) =>
      exceptionActionTaken({ ...data, ...result.data, action: code, past }),
    )
    return { exceptionId: exception.id, status, giftCardCode: result.giftCardCode ?? null }
  })
}

async function toChange(
  { tx, now }: UnitOfWork,
  { outcome }: ActionResult,
  exception: ExceptionRow,
  closedBy: string,
): Promise<Partial<TriageFields>> {
  const noWait = { waitUntil: null, waitReason: null }
  if (outcome === 'resolved' || outcome === 'ignored') {
    return { ...noWait, nextAttemptAt: null, status: outcome, closedAt: now, closedBy }
  }
  if (outcome === 'open') {
    const isWaiting = exception.status === 'waiting'
    return isWaiting ? { ...noWait, status: openStatus(exception, exception.assigneeId) } : {}
  }
  const { waitUntil, waitReason } = outcome
  const dueAt = await pauseDueAt(tx, exception.dueAt, now, waitUntil)
  return { nextAttemptAt: null, status: 'waiting', waitUntil, waitReason, dueAt }
}
