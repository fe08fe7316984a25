import { useViewer } from '@/components/shell/viewer'
import { type OrderAction, type OrderActionFacts, orderCan } from '@/domain/order/order-actions'
import type { OrderData } from '../order-data'

function actionFacts({ order, steps, shipments, payments }: OrderData): OrderActionFacts {
  const { name, status, email, fulfillmentStatus } = order
  const isFulfilled = fulfillmentStatus === 'fulfilled'
  return { name, status, email, isFulfilled, steps, shipments, payments }
}

/** Returns a lookup of why the viewer can't take an action on the order; undefined when they can. */
export function useDisabledReason(data: OrderData): (action: OrderAction) => string | undefined {
  const { role } = useViewer()
  const facts = actionFacts(data)
  return (action) => orderCan[action](facts, role)
}
