import { listWaitingDeliveries } from '@/db/queries/deliveries'
import type { Ingest } from './ingest'

/** Has deliveries that waited for something about this order worked again. */
export async function wakeWaiting(
  { scope, storefront, delivery }: Ingest,
  externalOrderId: string,
): Promise<void> {
  const waiting = await listWaitingDeliveries(scope.tx, storefront.id, externalOrderId)
  const events = waiting
    .filter(({ id }) => id !== delivery.id)
    .map(({ id, requestId }) => ({
      name: 'delivery/received' as const,
      data: { deliveryId: id, requestId },
    }))
  await scope.emit(...events)
}
