import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Actor } from '@/server/domain/actor'
import type { Executor } from '../client'
import type { OrderStepRow } from './order-steps'
import type { OrderChange } from './orders'

export type FinishedStep = {
  step: Pick<OrderStepRow, 'id' | 'orderId' | 'step'>
  status: 'done' | 'skipped'
  attempts: number
  result: Record<string, unknown>
  runId: string
  /** What else changes on the order; a field left out stays. */
  change: Pick<OrderChange, 'status' | 'paymentStatus' | 'fulfilmentStatus' | 'completedAt'>
  actor: Actor
  now: Date
}

/**
 * Writes that a step succeeded: its row, the order's progress and the timeline, in one statement,
 * because every order comes by here eight times. Returns whether exceptions of the step are open.
 */
export async function finishOrderStep(tx: Executor, finished: FinishedStep): Promise<boolean> {
  const { step, status, attempts, result, runId, change, actor } = finished
  const now = sql`${finished.now.toISOString()}::timestamptz`
  const completedAt = change.completedAt?.toISOString() ?? null
  const data = JSON.stringify({ step: step.step, ...result })
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    with finished as (
      update order_steps set status = ${status}, attempts = ${attempts},
        started_at = coalesce(started_at, ${now}), finished_at = ${now}, next_attempt_at = null,
        last_error = null, result = ${JSON.stringify(result)}::jsonb, run_id = ${runId},
        lease_token = null, leased_until = null, queued_for = null, queued_at = null
      where id = ${step.id}
    ), moved as (
      update orders set status = coalesce(${change.status ?? null}, status),
        payment_status = coalesce(${change.paymentStatus ?? null}, payment_status),
        fulfilment_status = coalesce(${change.fulfilmentStatus ?? null}, fulfilment_status),
        completed_at = coalesce(${completedAt}::timestamptz, completed_at),
        progressed_at = ${now}, updated_at = now()
      where id = ${step.orderId}
    ), noted as (
      insert into order_events (id, order_id, type, actor_kind, actor_id, actor_name, data, at)
      values (${uuidv7()}, ${step.orderId}, ${`step.${status}`}, ${actor.kind}, ${actor.id},
        ${actor.name}, ${data}::jsonb, ${now})
    )
    select exists (
      select from exceptions where order_id = ${step.orderId} and step = ${step.step}
        and status not in ('resolved', 'ignored')
    ) as is_open`)
  const [row] = [...rows]
  return row?.is_open === true
}
