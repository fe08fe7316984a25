import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { orderDecisions } from '@/db/schema/pipeline'
import type { OrderId } from '@/domain/ids'
import { preparedRows } from '../sql/whole-rows'

const decisionsOf = preparedRows(orderDecisions)<{ orderId: OrderId; codes: readonly string[] }>(
  ({ orderId, codes }) => sql`where order_id = ${orderId} and code = any(${codes})`,
)

type DecisionRow = typeof orderDecisions.$inferSelect
export type DecisionCode = DecisionRow['code']

/** Stores what a person decided about an order; of one kind the latest holds. */
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

/** What somebody decided about any of these. */
export function listOrderDecisions(
  tx: Executor,
  orderId: OrderId,
  codes: readonly DecisionCode[],
): Promise<DecisionRow[]> {
  return decisionsOf(tx, { orderId, codes })
}

/** What somebody decided about this; undefined when nobody did. */
export async function findOrderDecision(
  tx: Executor,
  orderId: OrderId,
  code: DecisionCode,
): Promise<DecisionRow | undefined> {
  const [row] = await listOrderDecisions(tx, orderId, [code])
  return row
}
