import { currentStaff } from '@/server/auth'
import { isFromOurPages } from '@/server/auth/same-origin'
import { exportOrders } from '@/server/commands/orders/export-orders'
import { personActor } from '@/server/domain/actor'
import { OrderFilterInput } from '@/server/domain/order-filter'
import { env } from '@/server/env'
import { AppError } from '@/server/errors'
import { REQUEST_ID_HEADER, requestIdOf } from '@/server/request-id'

/** The orders of a filter (form field `filter`, JSON) as a CSV file, streamed while it is read. */
export async function POST(request: Request): Promise<Response> {
  const staff = await currentStaff()
  if (!staff) return refuse(401, 'Sign in again.')
  if (!isFromOurPages(request.headers, env().NEXTAUTH_URL))
    return refuse(403, 'That came from another site.')
  const filter = OrderFilterInput.safeParse(await readFilter(request))
  if (!filter.success) return refuse(400, 'That is no filter of orders.')
  const requestId = requestIdOf(request.headers)
  try {
    const pieces = await exportOrders(filter.data, { actor: personActor(staff), requestId })
    return new Response(streamOf(pieces), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="orders-${new Date().toISOString().slice(0, 10)}.csv"`,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        [REQUEST_ID_HEADER]: requestId,
      },
    })
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return refuse(403, error.message)
    throw error
  }
}

/** Reads the next piece when the browser is ready for it; one that goes away ends the reading. */
function streamOf(pieces: AsyncGenerator<string, void, void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: async () => {
      await pieces.return()
    },
  })
}

async function readFilter(request: Request): Promise<unknown> {
  try {
    const text = (await request.formData()).get('filter')
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

const refuse = (status: number, message: string) =>
  Response.json({ message }, { status, headers: { 'Cache-Control': 'no-store' } })
