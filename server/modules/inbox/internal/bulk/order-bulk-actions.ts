import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { insertOrderRows } from '@/db/queries/orders/order-bulk'
import { type OrderFilter, OrderFilterInput } from '@/domain/order/order-filter'
import { resendReceiptWithin } from '@/server/modules/emails/resend-receipt'
import { HoldOrderInput, holdWithin } from '@/server/modules/orders/hold-order'
import { ReleaseOrderInput, releaseWithin } from '@/server/modules/orders/release-order'
import { addTagWithin, TagOrderInput } from '@/server/modules/orders/tag-order'
import { type BulkAction, toStoredBulkAction } from './bulk-action'

/** Actions that start pipeline runs or emails are paced. The others only write to the database. */
const CALLS_PER_SECOND = 20
const WRITES_PER_SECOND = 100

type Part<Payload> = Pick<BulkAction<OrderFilter, Payload>, 'payload' | 'apply'>

const onOrders = <Payload extends object>(pacePerSecond: number, part: Part<Payload>) =>
  toStoredBulkAction<OrderFilter, Payload>({
    permission: 'orders.bulk',
    pacePerSecond,
    filter: OrderFilterInput,
    select: (uow, jobId, filter) => insertOrderRows(uow.tx, jobId, filter),
    ...part,
  })

/** The bulk actions on orders. */
export const ORDER_BULK_ACTIONS = {
  'orders.tag': onOrders(WRITES_PER_SECOND, {
    payload: TagOrderInput.pick({ tag: true }),
    apply: (uow, orderId, { tag }) => addTagWithin(uow, { orderId, tag }),
  }),
  'orders.hold': onOrders(WRITES_PER_SECOND, {
    payload: HoldOrderInput.pick({ reason: true }),
    apply: (uow, orderId, { reason }) => holdWithin(uow, { orderId, reason }),
  }),
  'orders.release': onOrders(CALLS_PER_SECOND, {
    payload: ReleaseOrderInput.pick({ reason: true }),
    apply: (uow, orderId, { reason }) => releaseWithin(uow, { orderId, reason }),
  }),
  'orders.resend_receipt': onOrders(CALLS_PER_SECOND, {
    payload: z.object({}),
    // The row is marked as done in the same transaction, so the key is never needed again.
    apply: (uow, orderId) => resendReceiptWithin(uow, { orderId, idempotencyKey: uuidv7() }),
  }),
}
