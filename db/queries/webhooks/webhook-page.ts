import { eq, getTableColumns } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { orders } from '@/db/schema/orders/orders'
import { webhooks } from '@/db/schema/webhooks'
import { isAboutOrder } from './webhook-list'

/** Returns the data of a webhook's page title; undefined when the webhook does not exist. */
export async function findWebhookHeading(id: string): Promise<{ topic: string } | undefined> {
  const [row] = await getDb()
    .select({ topic: webhooks.topic })
    .from(webhooks)
    .where(eq(webhooks.id, id))
  return row
}

/** Returns a webhook with its headers and raw body; undefined when it does not exist. */
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
