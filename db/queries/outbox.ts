import { and, asc, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { Executor } from '../client'
import { outbox } from '../schema/deliveries'

export type OutboxEvent = { id: string; name: string; data: Record<string, unknown> }

/** Takes the oldest unsent events that nobody else is sending, and counts the attempt. */
export async function claimOutbox(
  tx: Executor,
  { limit, forSeconds }: { limit: number; forSeconds: number },
): Promise<OutboxEvent[]> {
  const due = tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(
        isNull(outbox.sentAt),
        or(isNull(outbox.claimedUntil), lt(outbox.claimedUntil, sql`now()`)),
      ),
    )
    .orderBy(asc(outbox.id))
    .limit(limit)
    .for('update', { skipLocked: true })
  const rows = await tx
    .update(outbox)
    .set({
      claimedUntil: sql`now() + ${forSeconds} * interval '1 second'`,
      attempts: sql`${outbox.attempts} + 1`,
    })
    .where(inArray(outbox.id, due))
    .returning({ id: outbox.id, name: outbox.name, data: outbox.data })
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1))
}

export async function markOutboxSent(tx: Executor, ids: string[]): Promise<void> {
  await tx
    .update(outbox)
    .set({ sentAt: sql`now()`, claimedUntil: null, lastError: null })
    .where(inArray(outbox.id, ids))
}

/** Leaves events for a later try; the claim ends at once. */
export async function markOutboxFailed(tx: Executor, ids: string[], error: string): Promise<void> {
  await tx
    .update(outbox)
    .set({ claimedUntil: null, lastError: error.slice(0, 1000) })
    .where(inArray(outbox.id, ids))
}

/** Deletes the oldest events that were sent before `before`; returns how many. */
export async function deleteSentOutbox(tx: Executor, before: Date, limit: number): Promise<number> {
  const oldest = tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(lt(outbox.sentAt, before))
    .orderBy(asc(outbox.id))
    .limit(limit)
  const gone = await tx
    .delete(outbox)
    .where(inArray(outbox.id, oldest))
    .returning({ id: outbox.id })
  return gone.length
}

/** How many events wait to be sent and for how long the oldest one has, in seconds. */
export async function getOutboxBacklog(
  tx: Executor,
): Promise<{ waiting: number; oldestSeconds: number }> {
  const rows = await tx
    .select({
      waiting: sql<number>`count(*)::int`,
      oldestSeconds: sql<number>`coalesce(extract(epoch from now() - min(${outbox.createdAt})), 0)::float8`,
    })
    .from(outbox)
    .where(isNull(outbox.sentAt))
  return rows[0] ?? { waiting: 0, oldestSeconds: 0 }
}
