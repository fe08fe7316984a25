import { z } from 'zod'
import { addOrderTag, removeOrderTag } from '@/db/queries/orders/order-tags'
import { tagAdded, tagRemoved } from '@/domain/events/order-events'
import { Tag } from '@/domain/order/order-tag'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { actOnOrder, actWithin } from './act-on-order'

/** Shopify's limit of an order's tags: https://shopify.dev/docs/api/admin-graphql (Order.tags). */
const MAX_TAGS = 250

export const TagOrderInput = z.object({ orderId: z.uuid(), tag: Tag })
export type TagOrderInput = z.infer<typeof TagOrderInput>

/**
 * Adds a tag to an order. Idempotent.
 * @throws AppError forbidden, not_found, conflict
 */
export function addTag(input: TagOrderInput, context: CommandContext): Promise<{ tags: string[] }> {
  return runInTransaction(context, (uow) => addTagWithin(uow, input))
}

/** Tags an order within the caller's transaction. */
export function addTagWithin(
  uow: UnitOfWork,
  { orderId, tag }: TagOrderInput,
): Promise<{ tags: string[] }> {
  return actWithin(uow, 'tag', orderId, async ({ order: { tags } }) => {
    if (tags.includes(tag)) return { tags }
    if (tags.length >= MAX_TAGS)
      throw new AppError('conflict', `Orders are limited to ${MAX_TAGS} tags.`)
    await addOrderTag(uow.tx, orderId, tag)
    const change = { tag, before: tags, after: [...tags, tag] }
    uow.record(tagAdded({ orderId, ...change }))
    return { tags: change.after }
  })
}

/**
 * Removes a tag from an order. The storefront's next snapshot does not add it again.
 * @throws AppError forbidden, not_found
 */
export function removeTag(
  { orderId, tag }: TagOrderInput,
  context: CommandContext,
): Promise<{ tags: string[] }> {
  return actOnOrder('tag', orderId, context, async (uow, { order: { tags } }) => {
    if (!tags.includes(tag)) return { tags }
    await removeOrderTag(uow.tx, orderId, tag)
    const change = { tag, before: tags, after: tags.filter((other) => other !== tag) }
    uow.record(tagRemoved({ orderId, ...change }))
    return { tags: change.after }
  })
}
