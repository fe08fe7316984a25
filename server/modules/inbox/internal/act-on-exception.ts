import { lockException } from '@/db/queries/exceptions/exception-triage'
import type { ExceptionRow } from '@/db/queries/exceptions/exceptions'
import type { OrderRow } from '@/db/queries/orders/orders'
import { ACTION_SPECS, type ActionCode } from '@/domain/exception/action-table'
import { type ActionFacts, whyNot } from '@/domain/exception/offered-actions'
import { AppError } from '@/server/errors'
import {
  type ExceptionTarget,
  isClosed,
  lockOpenForTriage,
  openStatus,
  type Person,
  saveTriage,
  type TriageFields,
} from '@/server/modules/exceptions/triage'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { laterBy } from '../snooze-exception'
import { loadActionFacts } from './load-action-facts'

/** An exception, open and locked, with its order and the person who acts. */
export type Subject = {
  exception: ExceptionRow
  order: OrderRow | undefined
  person: Person
  facts: ActionFacts
}

/** What an action came to. `data` is told in the histories. */
export type Acted = {
  /** settled: the cause is fixed; ignored: it is not and need not be; waits: for somebody until a date; open: time will tell. */
  end: 'settled' | 'ignored' | 'open' | { waitsUntil: Date; for: string }
  data?: Record<string, unknown>
  /** Shown to the person once and stored nowhere. */
  giftCardCode?: string | null
}

/** How the exception stands after an action. */
export type ActionTaken = {
  exceptionId: string
  status: ExceptionRow['status']
  giftCardCode: string | null
}

/**
 * Takes an action of an exception's kind: locks the order and the exception, checks that it can
 * still be taken, fixes the cause by `fix`, and writes history, timeline, audit and how the
 * exception stands, in one transaction.
 * @throws AppError not_found, forbidden, conflict when it was settled, changed by somebody else, or
 * cannot help any more
 */
export function actOnException(
  code: ActionCode,
  target: ExceptionTarget,
  context: CommandContext,
  fix: (uow: UnitOfWork, subject: Subject) => Promise<Acted>,
): Promise<ActionTaken> {
  return runInTransaction(context, async (uow) => {
    const triage = await lockOpenForTriage(uow, target)
    const facts = await loadActionFacts(uow.tx, triage.exception, triage.order)
    if (!facts) throw new AppError('conflict', 'This kind of exception is not known any more.')
    const refusal = whyNot(code, facts, triage.person.role)
    if (refusal) throw new AppError(refusal.code, refusal.words)
    const acted = await fix(uow, { ...triage, facts })
    // What was done may have closed it already: read how it stands before the rest is written.
    const exception = (await lockException(uow.tx, target.exceptionId)) ?? triage.exception
    const { past } = ACTION_SPECS[code]
    const closedBy = `${triage.person.name} ${past}`
    const change = isClosed(exception) ? {} : await changeOf(uow, acted, exception, closedBy)
    const { status } = await saveTriage(uow, { ...triage, exception }, change, {
      type: 'exception.acted',
      data: { action: code, past, ...acted.data },
    })
    return { exceptionId: exception.id, status, giftCardCode: acted.giftCardCode ?? null }
  })
}

async function changeOf(
  { tx, now }: UnitOfWork,
  { end }: Acted,
  exception: ExceptionRow,
  closedBy: string,
): Promise<Partial<TriageFields>> {
  const nothing = { waitUntil: null, waitReason: null }
  if (end === 'settled' || end === 'ignored') {
    const status = end === 'settled' ? 'resolved' : 'ignored'
    return { ...nothing, nextAttemptAt: null, status, closedAt: now, closedBy }
  }
  if (end === 'open') {
    const isWaiting = exception.status === 'waiting'
    return isWaiting ? { ...nothing, status: openStatus(exception, exception.assigneeId) } : {}
  }
  const { waitsUntil: until } = end
  const dueAt = await laterBy(tx, exception.dueAt, now, until)
  return {
    nextAttemptAt: null,
    status: 'waiting',
    waitUntil: until,
    waitReason: end.for,
    dueAt,
  }
}

/** The order an action is about. @throws AppError conflict when there is none */
export function orderOf({ order }: Pick<Subject, 'order'>): OrderRow {
  if (!order) throw new AppError('conflict', 'This belongs to no order.')
  return order
}
