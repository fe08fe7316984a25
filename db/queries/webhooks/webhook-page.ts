import { eq, getTableColumns } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { orders } from '@/db/schema/orders/orders'
import { webhooks } from '@/db/schema/webhooks'
import { isAboutOrder } from './webhook-list'

/** What the page of a storefront message is called by, or undefined when there is none. */
export async function findWebhookHeading(id: string): Promise<{ topic: string } | undefined> {
  const [row] = await getDb()
    .select({ topic: webhooks.topic })
    .from(webhooks)
    .where(eq(webhooks.id, id))
  return row
}

/** One storefront message with its headers and its bytes, or undefined. */
export async function findWebhook(id: string) {
  const [row] = await getDb()
    .select({
      ...getTableColumns(webhooks),
      orderId: orders.id,
      orderName: orders.name,
    })
    .from(webhooks)
    .leftJoin(orders, isAboutOrder)
    .where(eq(webhooks.id, id))
  return row
}
