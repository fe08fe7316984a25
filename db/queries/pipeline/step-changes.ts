import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { bindable } from '@/db/statement'
import type { OrderId } from '@/domain/ids'
import type { OrderChange } from '../orders/orders'
import { writeTogether } from '../sql/row-writer'
import { LEASE_END, type OrderStepRow } from './order-steps'
import { type PendingRecords, takeInserts } from './pending-records'

/** What one transaction did to an order's steps; stored at its end. */
export type StepChanges = {
  finished: FinishedStep[]
  /** The step that the run executes next, with no transaction open. */
  leased: LeasedStep | undefined
  /** What else changes on the order; a field left out stays. */
  change: Pick<OrderChange, 'status' | 'paymentStatus' | 'fulfillmentStatus' | 'completedAt'>
}

export type FinishedStep = Pick<OrderStepRow, 'id' | 'attempts'> & {
  step: string
  status: 'done' | 'skipped'
  result: Record<string, unknown>
}

/** `attempts`: this one included. */
export type LeasedStep = Pick<OrderStepRow, 'id' | 'attempts'> & { leaseToken: string }

type Taking = { orderId: OrderId; runId: string; now: Date }

export const noStepChanges = (): StepChanges => ({ finished: [], leased: undefined, change: {} })

/**
 * Stores which steps succeeded and which one executes next, the order's progress, and what the
 * write leaves pending, in one statement, because every order comes by here at each of its steps.
 * Empties what it stores.
 * @returns those of the finished steps of which exceptions are open
 */
export async function saveStepChanges(
  tx: Executor,
  { orderId, runId, now }: Taking,
  taken: StepChanges,
  pending: PendingRecords,
): Promise<string[]> {
  const { finished, leased, change } = taken
  Object.assign(taken, noStepChanges())
  const isAny = finished.length > 0
  const isMoved = isAny || change.status !== undefined
  const progressedAt = isAny ? now : null
  const rows = await writeTogether(tx, [
    ...finished.map((step) => finish({ ...step, result: JSON.stringify(step.result), runId, now })),
    leased && lease({ ...leased, runId, now }),
    isMoved ? move({ ...UNMOVED, ...change, orderId, progressedAt }) : undefined,
    ...takeInserts(pending),
    isAny ? listOpen({ orderId, steps: finished.map(({ step }) => step) }) : undefined,
  ])
  return rows.map(({ step }) => String(step))
}

type Run = { runId: string; now: Date }
type Finish = Run & Pick<FinishedStep, 'id' | 'status' | 'attempts'> & { result: string }

const finish = bindable<Finish>(
  ({ id, status, attempts, result, runId, now }) => sql`
    update order_steps set status = ${status}, attempts = ${attempts},
      started_at = coalesce(started_at, ${now}), finished_at = ${now}, next_attempt_at = null,
      last_error = null, result = ${result}::jsonb, run_id = ${runId},
      lease_token = null, leased_until = null, queued_for = null, queued_at = null
    where id = ${id}`,
)

const lease = bindable<Run & LeasedStep>(
  ({ id, attempts, leaseToken, runId, now }) => sql`
    update order_steps set status = 'running', attempts = ${attempts},
      started_at = coalesce(started_at, ${now}), next_attempt_at = null, run_id = ${runId},
      lease_token = ${leaseToken}, leased_until = ${LEASE_END}, queued_for = null, queued_at = null
    where id = ${id}`,
)

const UNMOVED = { status: null, paymentStatus: null, fulfillmentStatus: null, completedAt: null }

type Move = Record<'status' | 'paymentStatus' | 'fulfillmentStatus', string | null> &
  Record<'completedAt' | 'progressedAt', Date | null> & { orderId: OrderId }

const move = bindable<Move>(
  (to) => sql`
    update orders set status = coalesce(${to.status}, status),
      payment_status = coalesce(${to.paymentStatus}, payment_status),
      fulfillment_status = coalesce(${to.fulfillmentStatus}, fulfillment_status),
      completed_at = coalesce(${to.completedAt}, completed_at),
      progressed_at = coalesce(${to.progressedAt}, progressed_at), updated_at = now()
    where id = ${to.orderId}`,
)

const listOpen = bindable<{ orderId: OrderId; steps: readonly string[] }>(
  ({ orderId, steps }) => sql`
    select distinct step from exceptions
    where order_id = ${orderId} and step = any(${steps})
      and status not in ('resolved', 'ignored')`,
)
