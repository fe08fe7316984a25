import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { orders } from '@/db/schema/orders/orders'
import { storefronts } from '@/db/schema/storefronts'
import type { OrderId, StorefrontId } from '@/domain/ids'
import { preparedRows } from '../sql/prepared-rows'
import { preparedUpdate } from '../sql/prepared-update'

const ordersBy = preparedRows(orders)
const lockById = ordersBy<{ id: string }>(({ id }) => sql`where id = ${id} for update`)
const tryLockById = ordersBy<{ id: string }>(
  ({ id }) => sql`where id = ${id} for update skip locked`,
)
const storefrontById = preparedRows(storefronts)<{ id: string }>(({ id }) => sql`where id = ${id}`)

export type OrderRow = typeof orders.$inferSelect
export type StorefrontRow = typeof storefronts.$inferSelect

/** Columns changed by the pipeline and staff; snapshots are saved by `updateOrder`. */
export type OrderChange = Partial<
  Pick<
    OrderRow,
    | 'status'
    | 'paymentStatus'
    | 'fulfillmentStatus'
    | 'completedAt'
    | 'canceledAt'
    | 'cancelReason'
    | 'heldAt'
    | 'holdReason'
    | 'assigneeId'
    | 'progressedAt'
    | 'riskLevel'
  >
>

/**
 * Locks an order; undefined when it does not exist. Its steps, tenders and exceptions change only
 * under this lock, and rows that refer to it cannot be inserted meanwhile, so later reads stay valid
 * until the commit.
 */
export async function lockOrder(tx: Executor, orderId: OrderId): Promise<OrderRow | undefined> {
  const rows = await lockById(tx, { id: orderId })
  return rows[0]
}

/** Locks an order without waiting; also undefined when another transaction holds the lock. */
export async function tryLockOrder(tx: Executor, orderId: OrderId): Promise<OrderRow | undefined> {
  const rows = await tryLockById(tx, { id: orderId })
  return rows[0]
}

const changeOrder = preparedUpdate(orders, (id) => sql`id = ${id}`, [sql`updated_at = now()`])

export async function saveOrder(
  tx: Executor,
  orderId: OrderId,
  change: OrderChange,
): Promise<void> {
  await changeOrder(tx, orderId, change)
}

export async function getStorefront(
  tx: Executor,
  storefrontId: StorefrontId,
): Promise<StorefrontRow> {
  const rows = await storefrontById(tx, { id: storefrontId })
  const row = rows[0]
  if (!row) throw new Error(`There is no storefront ${storefrontId}.`)
  return row
}
