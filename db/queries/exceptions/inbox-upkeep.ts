import { and, asc, isNotNull, lte, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { exceptions } from '@/db/schema/exceptions'

const BATCH = 200

const columns = { id: exceptions.id, orderId: exceptions.orderId }

/** Lists snoozed exceptions whose date has passed, oldest first. */
export function listEndedWaits(tx: Executor, now: Date) {
  return tx
    .select(columns)
    .from(exceptions)
    .where(and(sql`${exceptions.status} = 'waiting'`, lte(exceptions.waitUntil, now)))
    .orderBy(asc(exceptions.waitUntil))
    .limit(BATCH)
}

/** Lists ignored exceptions whose date has passed, oldest first. */
export function listEndedIgnores(tx: Executor, now: Date) {
  return tx
    .select(columns)
    .from(exceptions)
    .where(
      and(
        sql`${exceptions.status} = 'ignored'`,
        isNotNull(exceptions.ignoredUntil),
        lte(exceptions.ignoredUntil, now),
      ),
    )
    .orderBy(asc(exceptions.ignoredUntil))
    .limit(BATCH)
}
