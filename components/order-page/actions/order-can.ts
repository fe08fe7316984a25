import { useViewer } from '@/components/shell/viewer'
import { type OrderAction, type OrderActionFacts, orderCan } from '@/domain/order/order-actions'
import type { OrderData } from '../order-data'

function actionFacts({ order, steps, shipments, payments }: OrderData): OrderActionFacts {
  const { name, status, email, fulfillmentStatus } = order
  const isFulfilled = fulfillmentStatus === 'fulfilled'
  return { name, status, email, isFulfilled, steps, shipments, payments }
}

/** Why the person may not do this to the order, for a disabled control; undefined: they may. */
export function useWhyNot(data: OrderData): (action: OrderAction) => string | undefined {
  const { role } = useViewer()
  const facts = actionFacts(data)
  return (action) => orderCan[action](facts, role)
}
