import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'

/** Asks the database for nothing; returns when it answered. */
export async function pingDatabase(tx: Executor): Promise<void> {
  await tx.execute(sql`select 1`)
}
