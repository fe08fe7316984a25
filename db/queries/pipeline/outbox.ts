import { asc, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { preparedStatement } from '@/db/prepared-statement'
import { outbox } from '@/db/schema/webhooks'

export type OutboxEvent = { id: string; name: string; data: Record<string, unknown> }

const claim = preparedStatement<{ limit: number; forSeconds: number }>(
  ({ limit, forSeconds }) => sql`
    update outbox set claimed_until = now() + ${forSeconds} * interval '1 second',
      attempts = attempts + 1
    where id in (
      select id from outbox
      where sent_at is null and (claimed_until is null or claimed_until < now())
      order by id limit ${limit} for update skip locked)
    returning id, name, data`,
)

/** Claims the oldest unsent, unclaimed events and counts the attempt. */
export async function claimOutbox(
  tx: Executor,
  { limit, forSeconds }: { limit: number; forSeconds: number },
): Promise<OutboxEvent[]> {
  const rows = (await claim(tx, { limit, forSeconds })) as OutboxEvent[]
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1))
}

const markSent = preparedStatement<{ ids: readonly string[] }>(
  ({ ids }) => sql`
    update outbox set sent_at = now(), claimed_until = null, last_error = null
    where id = any(${ids})`,
)

export async function markOutboxSent(tx: Executor, ids: string[]): Promise<void> {
  await markSent(tx, { ids })
}

/** Marks events as failed and ends their claim, so that they are sent again later. */
export async function markOutboxFailed(tx: Executor, ids: string[], error: string): Promise<void> {
  await tx
    .update(outbox)
    .set({ claimedUntil: null, lastError: error.slice(0, 1000) })
    .where(inArray(outbox.id, ids))
}

/** Deletes the oldest events sent before `before`; returns how many. */
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

/** Returns the number of unsent events and the age of the oldest one in seconds. */
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
