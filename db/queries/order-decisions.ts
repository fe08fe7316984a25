import { and, eq } from 'drizzle-orm'
import type { Executor } from '../client'
import { orderDecisions } from '../schema/pipeline'

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

/** What somebody decided about this; undefined when nobody did. */
export async function findOrderDecision(
  tx: Executor,
  orderId: string,
  code: DecisionCode,
): Promise<DecisionRow | undefined> {
  const [row] = await tx
    .select()
    .from(orderDecisions)
    .where(and(eq(orderDecisions.orderId, orderId), eq(orderDecisions.code, code)))
  return row
}
