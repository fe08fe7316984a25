import { addOrder } from '@/test/support/order-commands'
import { addTender, authorizePayment } from '@/test/support/payments'
import type { OrderOptions } from './world'

/** Adds an order whose total (or another amount) is authorized at the sandbox gateway. */
export async function addAuthorizedOrder(
  sql: Parameters<typeof addOrder>[0],
  vendorsUrl: string,
  { sentinel = 'ok', authorizedMinor, ...given }: OrderOptions,
) {
  const orderId = await addOrder(sql, given)
  const [order] = await sql`select total_minor, currency from orders where id = ${orderId}`
  const minor = authorizedMinor ?? Number(order?.total_minor)
  const currency: string = order?.currency
  const reference = await authorizePayment(vendorsUrl, sentinel, minor, currency)
  const paymentId = await addTender(sql, orderId, { reference, minor, currency })
  return { orderId, reference, paymentId }
}
