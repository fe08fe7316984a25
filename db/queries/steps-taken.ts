import { type SQL, sql } from 'drizzle-orm'
import type { Executor } from '../client'
import { LEASE_END, type OrderStepRow } from './order-steps'
import type { OrderChange } from './orders'
import { writeTogether } from './row-writer'
import { insertsOf, type LeftBehind } from './timeline'

/** What one transaction did to an order's steps; stored at its end. */
export type StepsTaken = {
  finished: FinishedStep[]
  /** The step that the run executes next, with no transaction open. */
  leased: LeasedStep | undefined
  /** What else changes on the order; a field left out stays. */
  change: Pick<OrderChange, 'status' | 'paymentStatus' | 'fulfilmentStatus' | 'completedAt'>
}

export type FinishedStep = Pick<OrderStepRow, 'id' | 'attempts'> & {
  step: string
  status: 'done' | 'skipped'
  result: Record<string, unknown>
}

/** `attempts`: this one included. */
export type LeasedStep = Pick<OrderStepRow, 'id' | 'attempts'> & { leaseToken: string }

type Taking = { orderId: string; runId: string; now: Date }

export const noneTaken = (): StepsTaken => ({ finished: [], leased: undefined, change: {} })

/**
 * Stores which steps succeeded and which one executes next, the order's progress, and what the
 * write leaves behind, in one statement, because every order comes by here at each of its steps.
 * Empties what it stores.
 * @returns those of the finished steps of which exceptions are open
 */
export async function storeStepsTaken(
  tx: Executor,
  { orderId, runId, now }: Taking,
  taken: StepsTaken,
  behind: LeftBehind,
): Promise<string[]> {
  const { leased, change } = taken
  const finished = taken.finished.splice(0)
  Object.assign(taken, noneTaken())
  const at = sql`${now.toISOString()}::timestamptz`
  const isMoved = finished.length > 0 || change.status !== undefined
  const parts = [
    ...finished.map((step) => finish(step, runId, at)),
    leased && lease(leased, runId, at),
    isMoved ? move(orderId, change, finished.length > 0 ? at : undefined) : undefined,
    ...insertsOf(behind),
  ]
  if (finished.length === 0) {
    await writeTogether(tx, parts)
    return []
  }
  const open = sql`
    select distinct step from exceptions
    where order_id = ${orderId} and step in ${finished.map(({ step }) => step)}
      and status not in ('resolved', 'ignored')`
  const rows = await writeTogether(tx, [...parts, open])
  return rows.map(({ step }) => String(step))
}

const finish = ({ id, status, attempts, result }: FinishedStep, runId: string, at: SQL) => sql`
  update order_steps set status = ${status}, attempts = ${attempts},
    started_at = coalesce(started_at, ${at}), finished_at = ${at}, next_attempt_at = null,
    last_error = null, result = ${JSON.stringify(result)}::jsonb, run_id = ${runId},
    lease_token = null, leased_until = null, queued_for = null, queued_at = null
  where id = ${id}`

const lease = ({ id, attempts, leaseToken }: LeasedStep, runId: string, at: SQL) => sql`
  update order_steps set status = 'running', attempts = ${attempts},
    started_at = coalesce(started_at, ${at}), next_attempt_at = null, run_id = ${runId},
    lease_token = ${leaseToken}, leased_until = ${LEASE_END}, queued_for = null, queued_at = null
  where id = ${id}`

const move = (orderId: string, change: StepsTaken['change'], progressedAt: SQL | undefined) => sql`
  update orders set status = coalesce(${change.status ?? null}, status),
    payment_status = coalesce(${change.paymentStatus ?? null}, payment_status),
    fulfilment_status = coalesce(${change.fulfilmentStatus ?? null}, fulfilment_status),
    completed_at = coalesce(${change.completedAt?.toISOString() ?? null}::timestamptz, completed_at),
    progressed_at = ${progressedAt ?? sql`progressed_at`}, updated_at = now()
  where id = ${orderId}`
