import { findResolution, type ResolutionRow } from '@/db/queries/money/resolutions'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import {
  refundApproved,
  refundRejected,
  reshipmentApproved,
  reshipmentRejected,
} from '@/domain/events/resolution-events'
import type { OrderId, ResolutionId } from '@/domain/ids'
import { formatMoney } from '@/domain/money/money'
import { cleanText } from '@/domain/text/clean-text'
import { AppError } from '@/server/errors'
import type { Person } from '@/server/require-person'
import type { UnitOfWork } from '@/server/unit-of-work'

export type Decision = {
  resolutionId: ResolutionId
  orderId: OrderId
  status: ResolutionRow['status']
  /** Shown once. Also emailed if the customer is notified. */
  giftCardCode: string | null
}

/**
 * Locks the order of a pending request and returns both.
 * @throws AppError not_found; forbidden (own request); conflict (already decided or expired)
 */
export async function lockRequest(
  uow: UnitOfWork,
  resolutionId: ResolutionId,
  person: Person,
): Promise<{ order: OrderRow; resolution: ResolutionRow }> {
  const found = await findResolution(uow.tx, resolutionId)
  const order = found && (await lockOrder(uow.tx, found.orderId))
  // Read again: it can change until the order is locked.
  const resolution = order && (await findResolution(uow.tx, resolutionId))
  if (!order || !resolution) throw new AppError('not_found', 'Request not found.')
  if (resolution.requestedById === person.id) {
    throw new AppError(
      'forbidden',
      "You can't decide your own request. Another person has to decide.",
    )
  }
  if (resolution.status !== 'requested') {
    const who = resolution.decidedByName ? ` by ${resolution.decidedByName}` : ''
    const state = resolution.status === 'expired' ? 'has expired' : `was already decided${who}`
    throw new AppError('conflict', `This request ${state}.`)
  }
  if (resolution.expiresAt && resolution.expiresAt <= uow.now) {
    throw new AppError('conflict', 'This request has expired. Create a new request.')
  }
  return { order, resolution }
}

/** Returns the columns that record the decision. */
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

/** Records the decision on the order's timeline and in the audit log. */
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
