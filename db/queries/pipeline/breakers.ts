import { and, asc, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { preparedStatement } from '@/db/prepared-statement'
import { breakers } from '@/db/schema/breakers'
import { orderSteps } from '@/db/schema/pipeline'
import type { OrderId } from '@/domain/ids'
import type { BreakerKey } from '@/domain/pipeline/breaker'
import { preparedRows } from '../sql/prepared-rows'

export type BreakerRow = typeof breakers.$inferSelect

const millis = (ms: number) => sql`${ms} * interval '1 millisecond'`
const clock = sql`clock_timestamp()`

const breakerCalled = preparedRows(breakers)<{ key: string }>(({ key }) => sql`where key = ${key}`)

/** Returns a vendor's breaker; undefined when the vendor never failed. */
export async function findBreaker(tx: Executor, key: BreakerKey): Promise<BreakerRow | undefined> {
  const [row] = await breakerCalled(tx, { key })
  return row
}

/** Locks a breaker, creating it if needed. */
export async function lockBreaker(tx: Executor, key: BreakerKey): Promise<BreakerRow> {
  await tx.insert(breakers).values({ key }).onConflictDoNothing()
  const [row] = await tx.select().from(breakers).where(eq(breakers.key, key)).for('update')
  if (!row) throw new Error(`There is no breaker ${key}.`)
  return row
}

export async function saveBreaker(
  tx: Executor,
  key: BreakerKey,
  change: Partial<BreakerRow>,
): Promise<void> {
  await tx.update(breakers).set(change).where(eq(breakers.key, key))
}

/** Makes the caller the single probe of a vendor; false while no probe is due. */
export async function takeProbe(tx: Executor, key: BreakerKey, forMs: number): Promise<boolean> {
  const rows = await tx
    .update(breakers)
    .set({ state: 'probing', probeUntil: sql`${clock} + ${millis(forMs)}` })
    .where(
      and(
        eq(breakers.key, key),
        or(
          and(eq(breakers.state, 'open'), lt(breakers.nextProbeAt, clock)),
          and(eq(breakers.state, 'probing'), lt(breakers.probeUntil, clock)),
        ),
      ),
    )
    .returning({ key: breakers.key })
  return rows.length > 0
}

/**
 * Reserves the next slot of a draining queue and returns its delay in ms; undefined when no slot is
 * free within `withinMs`.
 */
export async function acquireSlot(
  tx: Executor,
  key: BreakerKey,
  { everyMs, withinMs }: { everyMs: number; withinMs: number },
): Promise<number | undefined> {
  const slot = sql`greatest(coalesce(${breakers.nextSlotAt}, ${clock}), ${clock})`
  const [row] = await tx
    .update(breakers)
    .set({ nextSlotAt: sql`${slot} + ${millis(everyMs)}` })
    .where(
      and(
        eq(breakers.key, key),
        eq(breakers.state, 'draining'),
        sql`coalesce(${breakers.nextSlotAt}, ${clock}) < ${clock} + ${millis(withinMs)}`,
      ),
    )
    .returning({
      ms: sql<string>`extract(epoch from ${breakers.nextSlotAt} - ${clock}) * 1000`,
    })
  return row && Math.max(0, Number(row.ms) - everyMs)
}

const settleAnswered = preparedStatement<{ key: string }>(
  ({ key }) => sql`
    update breakers set state = case when state = 'probing' then 'draining' else state end,
      failed_subjects = '{}', failing_since = null, next_probe_at = null, probe_until = null,
      next_slot_at = null
    where key = ${key}
      and (state = 'probing' or (state <> 'open' and cardinality(failed_subjects) > 0))
    returning state`,
)

/** Records a response: a probe starts the draining, and a streak of failures ends. */
export async function noteAnswer(
  tx: Executor,
  key: BreakerKey,
): Promise<Pick<BreakerRow, 'state'> | undefined> {
  const [row] = await settleAnswered(tx, { key })
  return row && { state: row.state as BreakerRow['state'] }
}

/** Returns true for the one caller that must request a probe run, because none is active. */
export async function claimProbe(tx: Executor, key: BreakerKey, staleMs: number): Promise<boolean> {
  const rows = await tx
    .update(breakers)
    .set({ probeClaimedAt: clock })
    .where(
      and(
        eq(breakers.key, key),
        or(
          isNull(breakers.probeClaimedAt),
          lt(breakers.probeClaimedAt, sql`${clock} - ${millis(staleMs)}`),
        ),
      ),
    )
    .returning({ key: breakers.key })
  return rows.length > 0
}

/** Lists breakers that are not closed or have a queue, without an active probe run for this long. */
export async function listUntended(tx: Executor, staleMs: number): Promise<string[]> {
  const rows = await tx
    .select({ key: breakers.key })
    .from(breakers)
    .where(
      and(
        sql`(${breakers.state} <> 'closed' or exists (
          select from ${orderSteps} where ${orderSteps.queuedFor} = ${breakers.key}))`,
        or(
          isNull(breakers.probeClaimedAt),
          lt(breakers.probeClaimedAt, sql`${clock} - ${millis(staleMs)}`),
        ),
      ),
    )
  return rows.map(({ key }) => key)
}

/** Lists the steps queued for a vendor, oldest first. */
export function listQueuedSteps(
  tx: Executor,
  key: BreakerKey,
  limit: number,
): Promise<{ orderId: OrderId; step: string }[]> {
  return tx
    .select({ orderId: orderSteps.orderId, step: orderSteps.step })
    .from(orderSteps)
    .where(eq(orderSteps.queuedFor, key))
    .orderBy(asc(orderSteps.queuedAt), asc(orderSteps.id))
    .limit(limit)
}

/** Removes a step from the queue and makes it due now. */
export async function unqueueStep(
  tx: Executor,
  { orderId, step }: { orderId: OrderId; step: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .update(orderSteps)
    .set({ queuedFor: null, queuedAt: null, nextAttemptAt: now })
    .where(
      and(
        eq(orderSteps.orderId, orderId),
        eq(orderSteps.step, step),
        sql`${orderSteps.queuedFor} is not null`,
      ),
    )
    .returning({ id: orderSteps.id })
  return rows.length > 0
}

/** Lists vendors that are down or recovering, with the number of waiting orders. */
export function listTroubledBreakers(): Promise<
  (Pick<BreakerRow, 'key' | 'state' | 'downSince' | 'nextProbeAt' | 'lastError'> & {
    waiting: number
  })[]
> {
  return getDb()
    .select({
      key: breakers.key,
      state: breakers.state,
      downSince: breakers.downSince,
      nextProbeAt: breakers.nextProbeAt,
      lastError: breakers.lastError,
      waiting: sql<number>`(select count(*)::int from ${orderSteps} where ${orderSteps.queuedFor} = ${breakers.key})`,
    })
    .from(breakers)
    .where(sql`${breakers.state} <> 'closed'`)
    .orderBy(asc(breakers.key))
}
