import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { type BoundStatement, executeWrites } from '@/db/prepared-statement'
import { orderSteps } from '@/db/schema/pipeline'
import type { OrderId } from '@/domain/ids'
import { PIPELINE_STEPS, type PipelineStep } from '@/domain/pipeline/pipeline-steps'
import { preparedInsert } from '../sql/prepared-insert'
import { preparedRows } from '../sql/prepared-rows'
import { preparedUpdate } from '../sql/prepared-update'

const stepsBy = preparedRows(orderSteps)
const stepsOf = stepsBy<{ orderId: OrderId }>(
  ({ orderId }) => sql`where order_id = ${orderId} order by position`,
)
const stepCalled = stepsBy<{ orderId: OrderId; step: PipelineStep }>(
  ({ orderId, step }) => sql`where order_id = ${orderId} and step = ${step}`,
)
const stepsInsert = preparedInsert(orderSteps, sql`on conflict (order_id, step) do nothing`)

export type OrderStepRow = typeof orderSteps.$inferSelect

/** How long a lease is valid without renewal; then another run takes over the step. */
const LEASE_SECONDS = 6

const UNFINISHED = ['pending', 'running', 'retrying', 'blocked'] as const

const NOT_QUEUED = { queuedFor: null, queuedAt: null }

/** The end of a lease that is acquired or renewed now. */
export const LEASE_END = sql`clock_timestamp() + ${LEASE_SECONDS} * interval '1 second'`

/** Returns the insert of an order's missing steps, as pending. */
export function orderStepsInsert(orderId: OrderId): BoundStatement | undefined {
  const rows = PIPELINE_STEPS.map((step, position) => ({
    orderId,
    step,
    position,
    idempotencyKey: `${orderId}:${step}`,
  }))
  return stepsInsert.withRows(rows)
}

/** Inserts an order's missing steps. */
export async function insertOrderSteps(tx: Executor, orderId: OrderId): Promise<void> {
  await executeWrites(tx, [orderStepsInsert(orderId)])
}

export async function findOrderStep(
  tx: Executor,
  orderId: OrderId,
  step: PipelineStep,
): Promise<OrderStepRow | undefined> {
  const rows = await stepCalled(tx, { orderId, step })
  return rows[0]
}

/** Returns the remaining lease of a step in ms by the database's clock; 0 when it is free. */
export async function readLeaseMs(
  tx: Executor,
  { leasedUntil }: Pick<OrderStepRow, 'leasedUntil'>,
): Promise<number> {
  if (!leasedUntil) return 0
  const rows: Iterable<Record<string, unknown>> = await tx.execute(
    sql`select extract(epoch from ${leasedUntil.toISOString()}::timestamptz - clock_timestamp()) * 1000 as ms`,
  )
  const [row] = [...rows]
  return Math.max(0, Number(row?.ms ?? 0))
}

export function listOrderSteps(tx: Executor, orderId: OrderId): Promise<OrderStepRow[]> {
  return stepsOf(tx, { orderId })
}

/**
 * Returns the first step that is neither done nor skipped; undefined when all are. A step without a
 * row, e.g. because this version renamed it, is inserted as pending.
 */
export async function findUnfinishedStep(
  tx: Executor,
  orderId: OrderId,
): Promise<OrderStepRow | undefined> {
  let rows = await listOrderSteps(tx, orderId)
  if (PIPELINE_STEPS.some((name) => !rows.some(({ step }) => step === name))) {
    await insertOrderSteps(tx, orderId)
    rows = await listOrderSteps(tx, orderId)
  }
  const known = PIPELINE_STEPS.flatMap((name) => rows.find(({ step }) => step === name) ?? [])
  return known.find(({ status }) => status !== 'done' && status !== 'skipped')
}

/** Renews a step's lease; no effect once another run has taken it. */
export async function renewStepLease(
  tx: Executor,
  stepId: string,
  leaseToken: string,
): Promise<void> {
  await tx
    .update(orderSteps)
    .set({ leasedUntil: LEASE_END })
    .where(and(eq(orderSteps.id, stepId), eq(orderSteps.leaseToken, leaseToken)))
}

const changeStep = preparedUpdate(orderSteps, (id) => sql`id = ${id}`)

/** Saves a step's outcome and ends its lease. */
export async function saveOrderStep(
  tx: Executor,
  stepId: string,
  change: Pick<OrderStepRow, 'status' | 'attempts'> &
    Partial<
      Pick<
        OrderStepRow,
        | 'startedAt'
        | 'finishedAt'
        | 'nextAttemptAt'
        | 'lastError'
        | 'result'
        | 'runId'
        | 'queuedFor'
        | 'queuedAt'
      >
    >,
): Promise<void> {
  const whole = { ...NOT_QUEUED, ...change, leaseToken: null, leasedUntil: null }
  await changeStep(tx, stepId, whole)
}

/**
 * Makes an order's stopped steps due: blocked ones become pending, retrying ones are due now.
 * Returns the changed steps.
 */
export async function reopenOrderSteps(
  tx: Executor,
  orderId: OrderId,
  which: { steps: readonly PipelineStep[]; statuses: readonly ('blocked' | 'retrying')[] },
  now: Date,
): Promise<string[]> {
  const rows = await tx
    .update(orderSteps)
    .set({
      status: sql`case when ${orderSteps.status} = 'blocked' then 'pending' else ${orderSteps.status} end`,
      nextAttemptAt: sql`case when ${orderSteps.status} = 'blocked' then null else ${now.toISOString()}::timestamptz end`,
    })
    .where(
      and(
        eq(orderSteps.orderId, orderId),
        inArray(orderSteps.step, [...which.steps]),
        inArray(orderSteps.status, [...which.statuses]),
      ),
    )
    .returning({ step: orderSteps.step })
  return rows.map((row) => row.step)
}

/** Resets done or skipped steps to pending, so that they run again. */
export async function restartSteps(
  tx: Executor,
  orderId: OrderId,
  steps: readonly PipelineStep[],
): Promise<void> {
  const nothing = { startedAt: null, finishedAt: null, nextAttemptAt: null, lastError: null }
  await tx
    .update(orderSteps)
    .set({ ...nothing, status: 'pending', attempts: 0, result: null })
    .where(
      and(
        eq(orderSteps.orderId, orderId),
        inArray(orderSteps.step, [...steps]),
        inArray(orderSteps.status, ['done', 'skipped']),
      ),
    )
}

/** Skips the unfinished steps of a canceled order. */
export async function skipUnfinishedSteps(
  tx: Executor,
  orderId: OrderId,
  reason: string,
  now: Date,
): Promise<void> {
  await tx
    .update(orderSteps)
    .set({
      ...NOT_QUEUED,
      status: 'skipped',
      finishedAt: now,
      nextAttemptAt: null,
      result: { reason },
    })
    .where(and(eq(orderSteps.orderId, orderId), inArray(orderSteps.status, [...UNFINISHED])))
}
