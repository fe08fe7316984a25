import { type DecisionCode, saveOrderDecision } from '@/db/queries/orders/order-decisions'
import type { UnitOfWork } from '@/server/unit-of-work'
import { orderOf, type Subject } from './act-on-exception'

/** Stores what a person decided about the order, for the figures they looked at. */
export async function decide(
  uow: UnitOfWork,
  subject: Subject,
  code: DecisionCode,
  data: Record<string, string>,
): Promise<void> {
  const { id: orderId } = orderOf(subject)
  const { id: actorId, name: actorName } = subject.person
  await saveOrderDecision(uow.tx, { orderId, code, data, actorId, actorName, at: uow.now })
}

/** What the failure's detail says under this name; '' when it says nothing. */
export function figureOf({ exception }: Subject, name: string): string {
  const value = exception.detail[name]
  return typeof value === 'string' ? value : ''
}
