import { and, asc, isNotNull, lte, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { exceptions } from '@/db/schema/pipeline'

const BATCH = 200

const columns = { id: exceptions.id, orderId: exceptions.orderId }

/** Exceptions whose wait is over, the longest first. */
export function listEndedWaits(tx: Executor, now: Date) {
  return tx
    .select(columns)
    .from(exceptions)
    .where(and(sql`${exceptions.status} = 'waiting'`, lte(exceptions.waitUntil, now)))
    .orderBy(asc(exceptions.waitUntil))
    .limit(BATCH)
}

/** Exceptions that were ignored until now. */
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
