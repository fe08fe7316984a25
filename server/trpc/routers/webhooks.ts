import { z } from 'zod'
import { listWebhookFilters, listWebhooks } from '@/db/queries/webhooks/webhook-list'
import { findWebhook, findWebhookHeading } from '@/db/queries/webhooks/webhook-page'
import { WEBHOOK_STATUSES } from '@/domain/webhook/webhook-status'
import { AppError } from '@/server/errors'
import { procedureWith, router } from '../init'
import { FilterInput, SearchInput } from '../inputs'

const reading = procedureWith('webhooks.read')

const ListWebhooksInput = z.object({
  search: SearchInput,
  topic: FilterInput.optional(),
  status: z.enum(WEBHOOK_STATUSES).optional(),
  shopDomain: FilterInput.optional(),
  after: z.uuid().optional(),
  before: z.uuid().optional(),
})

const OneWebhook = z.object({ webhookId: z.uuid() })

export const webhooksRouter = router({
  list: reading.input(ListWebhooksInput).query(({ input: { after, before, ...filter } }) => {
    const id = after ?? before
    const cursor = id && { direction: after ? ('after' as const) : ('before' as const), id }
    return listWebhooks({ ...filter, ...(cursor && { cursor }) })
  }),

  filters: reading.query(() => listWebhookFilters()),

  heading: reading.input(OneWebhook).query(async ({ input }) => {
    const heading = await findWebhookHeading(input.webhookId)
    if (!heading) throw new AppError('not_found', 'Webhook not found.')
    return heading
  }),

  get: reading.input(OneWebhook).query(async ({ input }) => {
    const webhook = await findWebhook(input.webhookId)
    if (!webhook) throw new AppError('not_found', 'Webhook not found.')
    const { body, ...rest } = webhook
    return { ...rest, byteLength: body.byteLength, text: body.toString('utf8') }
  }),
})
