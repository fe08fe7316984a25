import { z } from 'zod'
import { listOrderEvents } from '@/db/queries/order-events'
import { countOrderViews, listOrders } from '@/db/queries/order-list'
import { findOrderHeading, findOrderPage } from '@/db/queries/order-page'
import { ResumeOrderInput, resumeOrder } from '../../commands/orders/resume-order'
import { formatOrderCursor } from '../../domain/list-cursor'
import { ORDER_VIEW_NAMES } from '../../domain/order-views'
import { AppError } from '../../errors'
import { procedureWith, router } from '../init'
import { OrderCursorInput, SearchInput } from '../inputs'

const reading = procedureWith('orders.read')

const ListOrdersInput = z.object({
  view: z.enum(ORDER_VIEW_NAMES).default('all'),
  search: SearchInput,
  after: OrderCursorInput.optional(),
  before: OrderCursorInput.optional(),
})

const OneOrder = z.object({ orderId: z.uuid() })

export const ordersRouter = router({
  list: reading.input(ListOrdersInput).query(async ({ input: { after, before, ...filter } }) => {
    const at = after ?? before
    const cursor = at && { direction: after ? ('after' as const) : ('before' as const), at }
    const { rows, next, previous } = await listOrders({ ...filter, cursor })
    return {
      rows,
      next: next && formatOrderCursor(next),
      previous: previous && formatOrderCursor(previous),
    }
  }),

  counts: reading.query(() => countOrderViews()),

  find: reading
    .input(z.object({ search: SearchInput }))
    .query(async ({ input }) => (await listOrders({ view: 'all', ...input, limit: 6 })).rows),

  heading: reading.input(OneOrder).query(async ({ input }) => {
    const heading = await findOrderHeading(input.orderId)
    if (!heading) throw new AppError('not_found', 'There is no such order.')
    return heading
  }),

  get: reading.input(OneOrder).query(async ({ input }) => {
    const order = await findOrderPage(input.orderId)
    if (!order) throw new AppError('not_found', 'There is no such order.')
    return order
  }),

  events: reading
    .input(z.object({ orderId: z.uuid(), before: z.uuid() }))
    .query(({ input }) => listOrderEvents(input.orderId, input.before)),

  resume: procedureWith('pipeline.resume')
    .input(ResumeOrderInput)
    .mutation(({ input, ctx }) => resumeOrder(input, ctx.command)),
})
