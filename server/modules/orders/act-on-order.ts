import { listShipments } from '@/db/queries/fulfillment/shipments'
import { listPayments } from '@/db/queries/money/payments'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import { listOrderSteps } from '@/db/queries/pipeline/order-steps'
import type { OrderId } from '@/domain/ids'
import {
  type OrderAction,
  type OrderActionFacts,
  orderCan,
  reasonAgainstRole,
} from '@/domain/order/order-actions'
import { AppError } from '@/server/errors'
import { type Person, requireUser } from '@/server/require-person'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'

/** A locked order that a staff member acts on, with the facts the rules checked. */
export type OrderAct = { order: OrderRow; person: Person; facts: OrderActionFacts }

/**
 * Runs an action of a staff member on an order in one transaction, under the order's lock, if
 * `orderCan` allows it.
 * @throws AppError not_found; forbidden when the role lacks the permission; conflict when the
 * order's state does not allow it; each with the reason from `orderCan`
 */
export function actOnOrder<T>(
  action: OrderAction,
  orderId: OrderId,
  context: CommandContext,
  work: (uow: UnitOfWork, act: OrderAct) => Promise<T>,
): Promise<T> {
  return runInTransaction(context, (uow) =>
    actWithin(uow, action, orderId, (act) => work(uow, act)),
  )
}

/** Runs an action on an order within the caller's transaction. */
export async function actWithin<T>(
  uow: UnitOfWork,
  action: OrderAction,
  orderId: OrderId,
  work: (act: OrderAct) => Promise<T>,
): Promise<T> {
  const { actor } = uow.context
  const person = requireUser(actor)
  const order = await lockOrder(uow.tx, orderId)
  if (!order) throw new AppError('not_found', 'Order not found.')
  const facts = await loadActionFacts(uow, order)
  const forbidden = reasonAgainstRole(action, facts, person.role)
  if (forbidden) throw new AppError('forbidden', forbidden)
  const refusal = orderCan[action](facts, person.role)
  if (refusal) throw new AppError('conflict', refusal)
  return work({ order, person, facts })
}

async function loadActionFacts(uow: UnitOfWork, order: OrderRow): Promise<OrderActionFacts> {
  const [steps, shipments, payments] = await Promise.all([
    listOrderSteps(uow.tx, order.id),
    listShipments(uow.tx, order.id),
    listPayments(uow.tx, order.id),
  ])
  const { name, status, email, fulfillmentStatus } = order
  const isFulfilled = fulfillmentStatus === 'fulfilled'
  return { name, status, email, isFulfilled, steps, shipments, payments }
}
