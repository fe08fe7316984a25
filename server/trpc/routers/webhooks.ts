import { z } from 'zod'
import { listDeliveries, listDeliveryFilters } from '@/db/queries/webhooks/webhook-list'
import { findDelivery, findDeliveryHeading } from '@/db/queries/webhooks/webhook-page'
import { DELIVERY_STATUSES } from '@/domain/webhook/webhook-status'
import { AppError } from '@/server/errors'
import { procedureWith, router } from '../init'
import { FilterInput, SearchInput } from '../inputs'

const reading = procedureWith('deliveries.read')

const ListDeliveriesInput = z.object({
  search: SearchInput,
  topic: FilterInput.optional(),
  status: z.enum(DELIVERY_STATUSES).optional(),
  shopDomain: FilterInput.optional(),
  after: z.uuid().optional(),
  before: z.uuid().optional(),
})

const OneDelivery = z.object({ deliveryId: z.uuid() })

export const deliveriesRouter = router({
  list: reading.input(ListDeliveriesInput).query(({ input: { after, before, ...filter } }) => {
    const id = after ?? before
    const cursor = id && { direction: after ? ('after' as const) : ('before' as const), id }
    return listDeliveries({ ...filter, ...(cursor && { cursor }) })
  }),

  filters: reading.query(() => listDeliveryFilters()),

  heading: reading.input(OneDelivery).query(async ({ input }) => {
    const heading = await findDeliveryHeading(input.deliveryId)
    if (!heading) throw new AppError('not_found', 'There is no such delivery.')
    return heading
  }),

  get: reading.input(OneDelivery).query(async ({ input }) => {
    const delivery = await findDelivery(input.deliveryId)
    if (!delivery) throw new AppError('not_found', 'There is no such delivery.')
    const { body, ...rest } = delivery
    return { ...rest, byteLength: body.byteLength, text: body.toString('utf8') }
  }),
})
