import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { orderDecisions } from '@/db/schema/pipeline'
import type { OrderId } from '@/domain/ids'
import { preparedRows } from '../sql/prepared-rows'

const decisionsOf = preparedRows(orderDecisions)<{ orderId: OrderId; codes: readonly string[] }>(
  ({ orderId, codes }) => sql`where order_id = ${orderId} and code = any(${codes})`,
)

type DecisionRow = typeof orderDecisions.$inferSelect
export type DecisionCode = DecisionRow['code']

/** Saves a staff decision about an order; the latest of each code applies. */
export async function saveOrderDecision(
  tx: Executor,
  decision: Pick<DecisionRow, 'orderId' | 'code' | 'data' | 'actorId' | 'actorName' | 'at'>,
): Promise<void> {
  const { orderId: _, code: __, ...change } = decision
  await tx
    .insert(orderDecisions)
    .values(decision)
    .onConflictDoUpdate({ target: [orderDecisions.orderId, orderDecisions.code], set: change })
}

/** Lists the staff decisions of these codes. */
export function listOrderDecisions(
  tx: Executor,
  orderId: OrderId,
  codes: readonly DecisionCode[],
): Promise<DecisionRow[]> {
  return decisionsOf(tx, { orderId, codes })
}

/** Returns the staff decision of this code, if any. */
export async function findOrderDecision(
  tx: Executor,
  orderId: OrderId,
  code: DecisionCode,
): Promise<DecisionRow | undefined> {
  const [row] = await listOrderDecisions(tx, orderId, [code])
  return row
}
