import { findResolution, type ResolutionRow } from '@/db/queries/money/resolutions'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import {
  refundApproved,
  refundRejected,
  reshipmentApproved,
  reshipmentRejected,
} from '@/domain/events/resolution-events'
import { formatMoney } from '@/domain/money/money'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import type { Person } from '@/server/require-person'
import type { UnitOfWork } from '@/server/unit-of-work'

export type Decision = {
  resolutionId: string
  orderId: string
  status: ResolutionRow['status']
  /** Shown now and never again; also mailed when the customer is to be told. */
  giftCardCode: string | null
}

/**
 * A request that waits for a decision, and its order under the order's lock.
 * @throws AppError not_found, forbidden (one's own), conflict (decided or run out in the meantime)
 */
export async function lockRequest(
  uow: UnitOfWork,
  resolutionId: string,
  person: Person,
): Promise<{ order: OrderRow; resolution: ResolutionRow }> {
  const found = await findResolution(uow.tx, resolutionId)
  const order = found && (await lockOrder(uow.tx, found.orderId))
  // Read again: only under the order's lock does it stay as it is.
  const resolution = order && (await findResolution(uow.tx, resolutionId))
  if (!order || !resolution) throw new AppError('not_found', 'There is no such request.')
  if (resolution.requestedById === person.id) {
    throw new AppError('forbidden', 'You asked for this yourself: somebody else has to decide.')
  }
  if (resolution.status !== 'requested') {
    const who = resolution.decidedByName ? ` by ${resolution.decidedByName}` : ''
    const words = resolution.status === 'expired' ? 'has run out' : `was decided${who} already`
    throw new AppError('conflict', `This request ${words}.`)
  }
  if (resolution.expiresAt && resolution.expiresAt <= uow.now) {
    throw new AppError('conflict', 'This request has run out. It has to be made again.')
  }
  return { order, resolution }
}

/** The columns that say who decided, and in which words. */
export const decidedBy = (uow: UnitOfWork, person: Person, note: string) => ({
  decidedById: person.id,
  decidedByName: person.name,
  decidedAt: uow.now,
  decisionNote: cleanText(note).text || null,
})

const DECISION_EVENTS = {
  refund: { approved: refundApproved, rejected: refundRejected },
  reshipment: { approved: reshipmentApproved, rejected: reshipmentRejected },
} as const

/** Writes the decision onto the order's timeline and into the audit log. */
export async function recordDecision(
  uow: UnitOfWork,
  { id, orderId, kind, totalMinor, currency, requestedByName }: ResolutionRow,
  decision: 'approved' | 'rejected',
  note: string,
): Promise<void> {
  const facts = {
    orderId,
    resolutionId: id,
    total: formatMoney(totalMinor, currency),
    requestedBy: requestedByName,
    ...(note ? { note: cleanText(note).text } : {}),
  }
  uow.record(DECISION_EVENTS[kind][decision](facts))
}
