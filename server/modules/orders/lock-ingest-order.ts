import { lockOrderByExternalId } from '@/db/queries/orders/order-snapshots'
import type { OrderRow } from '@/db/queries/orders/orders'
import type { Ingest } from './ingest'

/** Locks the order of a webhook; undefined when it does not exist yet. */
export async function lockOrder(
  { uow, storefront, known }: Ingest,
  externalOrderId: string,
): Promise<OrderRow | undefined> {
  const { order } = known
  known.order = undefined
  if (order !== undefined) return order ?? undefined
  return lockOrderByExternalId(uow.tx, storefront.id, externalOrderId)
}
