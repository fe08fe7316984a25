import { eq, getTableColumns } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { orders } from '@/db/schema/orders'
import { webhookDeliveries } from '@/db/schema/webhooks'
import { isAboutOrder } from './webhook-list'

/** What the page of a storefront message is called by, or undefined when there is none. */
export async function findDeliveryHeading(id: string): Promise<{ topic: string } | undefined> {
  const [row] = await getDb()
    .select({ topic: webhookDeliveries.topic })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.id, id))
  return row
}

/** One storefront message with its headers and its bytes, or undefined. */
export async function findDelivery(id: string) {
  const [row] = await getDb()
    .select({
      ...getTableColumns(webhookDeliveries),
      orderId: orders.id,
      orderName: orders.name,
    })
    .from(webhookDeliveries)
    .leftJoin(orders, isAboutOrder)
    .where(eq(webhookDeliveries.id, id))
  return row
}
