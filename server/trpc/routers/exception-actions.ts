import { z } from 'zod'
import { findExceptionHeading } from '@/db/queries/exceptions/exception-item'
import { describeItem, findProductsFor } from '@/server/modules/inbox/describe-item'
import { describeRaw } from '@/server/modules/inbox/describe-raw'
import { TakeActionInput, takeAction } from '@/server/modules/inbox/take-action'
import { AppError } from '../../errors'
import { procedureWith, router } from '../init'
import { SearchInput } from '../inputs'
import { maskEvents, maskOrderPage } from '../mask'

const reading = procedureWith('orders.read')
const ExceptionInput = z.object({ exceptionId: z.uuid() })
const notFound = () => new AppError('not_found', 'Exception not found.')

/** The page of one exception and its actions. */
export const exceptionActionsRouter = router({
  heading: reading.input(ExceptionInput).query(async ({ input }) => {
    const heading = await findExceptionHeading(input.exceptionId)
    if (!heading) throw notFound()
    return heading
  }),

  item: reading.input(ExceptionInput).query(async ({ input, ctx }) => {
    const item = await describeItem(input.exceptionId, ctx.staff.role)
    if (!item) throw notFound()
    const { role } = ctx.staff
    return {
      ...item,
      events: maskEvents(item.events, role),
      order: item.order && maskOrderPage(item.order, role),
    }
  }),

  raw: procedureWith('exceptions.engineer')
    .input(ExceptionInput)
    .query(async ({ input }) => {
      const raw = await describeRaw(input.exceptionId)
      if (!raw) throw notFound()
      return raw
    }),

  products: reading
    .input(ExceptionInput.extend({ search: SearchInput }))
    .query(({ input }) => findProductsFor(input.exceptionId, input.search)),

  take: reading.input(TakeActionInput).mutation(({ input, ctx }) => takeAction(input, ctx.command)),
})
