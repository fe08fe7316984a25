import { z } from 'zod'
import { countOrderViews } from '@/db/queries/orders/order-counts'
import { listOrderEvents } from '@/db/queries/orders/order-events'
import { listFilterChoices } from '@/db/queries/orders/order-filter-choices'
import { listOrders } from '@/db/queries/orders/order-list'
import { findOrderHeading, findOrderPage } from '@/db/queries/orders/order-page'
import { OrderFilterInput } from '@/domain/order/order-filter'
import { formatOrderCursor, parseOrderCursor, sortKeyOf } from '@/paths/list-cursor'
import { ResumeOrderInput, resumeOrder } from '@/server/modules/steps/resume-order'
import { AppError } from '../../errors'
import { procedureWith, router } from '../init'
import { SearchInput } from '../inputs'
import { maskEvents, maskOrderPage, maskRows } from '../mask'

const reading = procedureWith('orders.read')

const ListOrdersInput = OrderFilterInput.extend({
  after: z.string().max(5_000).optional(),
  before: z.string().max(5_000).optional(),
  /** Offset of a further page after the one that `after` or `before` names. */
  cursor: z.string().max(5_000).nullish(),
}).transform(({ cursor, before: first, ...rest }, ctx) => {
  const { after = undefined, ...filter } = cursor ? { ...rest, after: cursor } : rest
  const before = cursor ? undefined : first
  const text = after ?? before
  if (text === undefined) return { filter, cursor: undefined }
  const at = parseOrderCursor(text, sortKeyOf(filter.sort))
  if (at) return { filter, cursor: { direction: after ? 'after' : 'before', at } as const }
  ctx.addIssue('Invalid order list cursor.')
  return z.NEVER
})

const OneOrder = z.object({ orderId: z.uuid() })

export const ordersRouter = router({
  list: reading.input(ListOrdersInput).query(async ({ input: { filter, cursor }, ctx }) => {
    const { rows, next, previous } = await listOrders({ ...filter, cursor })
    return {
      rows: maskRows(rows, ctx.staff.role),
      next: next && formatOrderCursor(next),
      previous: previous && formatOrderCursor(previous),
    }
  }),

  filterChoices: reading.query(() => listFilterChoices()),

  counts: reading.query(() => countOrderViews()),

  find: reading.input(z.object({ search: SearchInput })).query(async ({ input, ctx }) => {
    const { rows } = await listOrders({ ...input, limit: 6 })
    return maskRows(rows, ctx.staff.role)
  }),

  heading: reading.input(OneOrder).query(async ({ input }) => {
    const heading = await findOrderHeading(input.orderId)
    if (!heading) throw new AppError('not_found', 'Order not found.')
    return heading
  }),

  get: reading.input(OneOrder).query(async ({ input, ctx }) => {
    const order = await findOrderPage(input.orderId)
    if (!order) throw new AppError('not_found', 'Order not found.')
    return maskOrderPage(order, ctx.staff.role)
  }),

  events: reading
    .input(z.object({ orderId: z.uuid(), before: z.uuid() }))
    .query(async ({ input, ctx }) => {
      const page = await listOrderEvents(input.orderId, input.before)
      return { ...page, events: maskEvents(page.events, ctx.staff.role) }
    }),

  resume: procedureWith('pipeline.resume')
    .input(ResumeOrderInput)
    .mutation(({ input, ctx }) => resumeOrder(input, ctx.command)),
})
