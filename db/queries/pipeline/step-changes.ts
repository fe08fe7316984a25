import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { executeWrites, preparedStatement } from '@/db/prepared-statement'
import type { OrderId } from '@/domain/ids'
import type { OrderChange } from '../orders/orders'
import { LEASE_END, type OrderStepRow } from './order-steps'
import { type PendingRecords, takeInserts } from './pending-records'

/** Changes of one transaction to an order's steps, saved at its end. */
export type StepChanges = {
  finished: FinishedStep[]
  /** The step whose vendor call the run makes next, with no transaction open. */
  leased: LeasedStep | undefined
  /** Other changes of the order; omitted fields stay unchanged. */
  change: Pick<OrderChange, 'status' | 'paymentStatus' | 'fulfillmentStatus' | 'completedAt'>
}

export type FinishedStep = Pick<OrderStepRow, 'id' | 'attempts'> & {
  step: string
  status: 'done' | 'skipped'
  result: Record<string, unknown>
}

/** `attempts` includes this one. */
export type LeasedStep = Pick<OrderStepRow, 'id' | 'attempts'> & { leaseToken: string }

type Scope = { orderId: OrderId; runId: string; now: Date }

export const noStepChanges = (): StepChanges => ({ finished: [], leased: undefined, change: {} })

/**
 * Saves the finished steps, the lease of the next step, the order's progress and the pending
 * records in one statement, since this runs for every step of every order. Empties what it saved.
 * @returns the finished steps that have open exceptions
 */
export async function saveStepChanges(
  tx: Executor,
  { orderId, runId, now }: Scope,
  changes: StepChanges,
  pending: PendingRecords,
): Promise<string[]> {
  const { finished, leased, change } = changes
  Object.assign(changes, noStepChanges())
  const isAny = finished.length > 0
  const isMoved = isAny || change.status !== undefined
  const progressedAt = isAny ? now : null
  const rows = await executeWrites(tx, [
    ...finished.map((step) =>
      finish.withValues({ ...step, result: JSON.stringify(step.result), runId, now }),
    ),
    leased && lease.withValues({ ...leased, runId, now }),
    isMoved ? move.withValues({ ...UNMOVED, ...change, orderId, progressedAt }) : undefined,
    ...takeInserts(pending),
    isAny ? listOpen.withValues({ orderId, steps: finished.map(({ step }) => step) }) : undefined,
  ])
  return rows.map(({ step }) => String(step))
}

type Run = { runId: string; now: Date }
type Finish = Run & Pick<FinishedStep, 'id' | 'status' | 'attempts'> & { result: string }

const finish = preparedStatement<Finish>(
  ({ id, status, attempts, result, runId, now }) => sql`
    update order_steps set status = ${status}, attempts = ${attempts},
      started_at = coalesce(started_at, ${now}), finished_at = ${now}, next_attempt_at = null,
      last_error = null, result = ${result}::jsonb, run_id = ${runId},
      lease_token = null, leased_until = null, queued_for = null, queued_at = null
    where id = ${id}`,
)

const lease = preparedStatement<Run & LeasedStep>(
  ({ id, attempts, leaseToken, runId, now }) => sql`
    update order_steps set status = 'running', attempts = ${attempts},
      started_at = coalesce(started_at, ${now}), next_attempt_at = null, run_id = ${runId},
      lease_token = ${leaseToken}, leased_until = ${LEASE_END}, queued_for = null, queued_at = null
    where id = ${id}`,
)

const UNMOVED = { status: null, paymentStatus: null, fulfillmentStatus: null, completedAt: null }

type Move = Record<'status' | 'paymentStatus' | 'fulfillmentStatus', string | null> &
  Record<'completedAt' | 'progressedAt', Date | null> & { orderId: OrderId }

const move = preparedStatement<Move>(
  (to) => sql`
    update orders set status = coalesce(${to.status}, status),
      payment_status = coalesce(${to.paymentStatus}, payment_status),
      fulfillment_status = coalesce(${to.fulfillmentStatus}, fulfillment_status),
      completed_at = coalesce(${to.completedAt}, completed_at),
      progressed_at = coalesce(${to.progressedAt}, progressed_at), updated_at = now()
    where id = ${to.orderId}`,
)

const listOpen = preparedStatement<{ orderId: OrderId; steps: readonly string[] }>(
  ({ orderId, steps }) => sql`
    select distinct step from exceptions
    where order_id = ${orderId} and step = any(${steps})
      and status not in ('resolved', 'ignored')`,
)
