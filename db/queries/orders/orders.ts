import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { orders } from '@/db/schema/orders'
import { storefronts } from '@/db/schema/storefronts'
import type { OrderId, StorefrontId } from '@/domain/ids'
import { rowChange } from '../sql/row-change'
import { preparedRows } from '../sql/whole-rows'

const ordersBy = preparedRows(orders)
const lockById = ordersBy<{ id: string }>(({ id }) => sql`where id = ${id} for update`)
const tryLockById = ordersBy<{ id: string }>(
  ({ id }) => sql`where id = ${id} for update skip locked`,
)
const storefrontById = preparedRows(storefronts)<{ id: string }>(({ id }) => sql`where id = ${id}`)

export type OrderRow = typeof orders.$inferSelect
export type StorefrontRow = typeof storefronts.$inferSelect

/** What the pipeline and people's commands change on an order; snapshots are saved elsewhere. */
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
 * Locks an order's row for this transaction; undefined when there is none. Everything that hangs on
 * the order (steps, tenders, exceptions) is changed only under this lock, and rows that refer to it
 * cannot be inserted meanwhile, so what is read after it stays true until the commit.
 */
export async function lockOrder(tx: Executor, orderId: OrderId): Promise<OrderRow | undefined> {
  const rows = await lockById(tx, { id: orderId })
  return rows[0]
}

/** The same lock, but undefined as well when somebody else holds it. */
export async function tryLockOrder(tx: Executor, orderId: OrderId): Promise<OrderRow | undefined> {
  const rows = await tryLockById(tx, { id: orderId })
  return rows[0]
}

const changeOrder = rowChange(orders, (id) => sql`id = ${id}`, [sql`updated_at = now()`])

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
