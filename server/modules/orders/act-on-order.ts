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
import type { Actor } from '@/domain/staff/actor'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'

type Person = Extract<Actor, { kind: 'person' }>

/** An order that a person acts on, under its lock, with what the rules looked at. */
export type OrderAct = { order: OrderRow; person: Person; facts: OrderActionFacts }

/**
 * Runs what a person does to an order in one runInTransaction, under the order's lock, if the table of
 * actions allows it.
 * @throws AppError not_found; forbidden when the role may not; conflict when the order does not
 * allow it now; each with the sentence of the table
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

/** The same as part of a write. */
export async function actWithin<T>(
  uow: UnitOfWork,
  action: OrderAction,
  orderId: OrderId,
  work: (act: OrderAct) => Promise<T>,
): Promise<T> {
  const { actor } = uow.context
  if (actor.kind !== 'person') throw new AppError('forbidden', 'Only people do this.')
  const order = await lockOrder(uow.tx, orderId)
  if (!order) throw new AppError('not_found', 'Order not found.')
  const facts = await loadActionFacts(uow, order)
  const forbidden = reasonAgainstRole(action, facts, actor.role)
  if (forbidden) throw new AppError('forbidden', forbidden)
  const refusal = orderCan[action](facts, actor.role)
  if (refusal) throw new AppError('conflict', refusal)
  return work({ order, person: actor, facts })
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
