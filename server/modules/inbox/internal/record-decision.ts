import { type DecisionCode, saveOrderDecision } from '@/db/queries/orders/order-decisions'
import type { UnitOfWork } from '@/server/unit-of-work'
import { requireOrder, type Subject } from './action-handler'

/** Saves a person's decision about the order. It applies only to the amounts they reviewed. */
export async function saveDecision(
  uow: UnitOfWork,
  subject: Subject,
  code: DecisionCode,
  data: Record<string, string>,
): Promise<void> {
  const { id: orderId } = requireOrder(subject)
  const { id: actorId, name: actorName } = subject.person
  await saveOrderDecision(uow.tx, { orderId, code, data, actorId, actorName, at: uow.now })
}

/** Returns a text value of the failure's detail, or ''. */
export function readDetail({ exception }: Subject, name: string): string {
  const value = exception.detail[name]
  return typeof value === 'string' ? value : ''
}
