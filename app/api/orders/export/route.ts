import { OrderFilterInput } from '@/domain/order/order-filter'
import { isFromOurPages } from '@/server/auth/same-origin'
import { env } from '@/server/env'
import { exportOrders } from '@/server/modules/orders/export-orders'
import { readJson, refuse, streamFile } from '../../stream-file'

/** Streams the orders matching a filter (form field `filter`, JSON) as a CSV file. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromOurPages(request.headers, env().NEXTAUTH_URL))
    return refuse(403, 'This request came from another site.')
  return streamFile(request, async () => {
    const filter = OrderFilterInput.safeParse(readJson(await readField(request, 'filter')))
    if (!filter.success) return undefined
    return {
      name: 'orders',
      format: 'csv',
      write: (context) => exportOrders(filter.data, context),
    }
  })
}

async function readField(request: Request, name: string): Promise<string | null> {
  const form = await request.formData().catch(() => undefined)
  const text = form?.get(name)
  return typeof text === 'string' ? text : null
}
