import { sql } from 'drizzle-orm'
import type { Executor } from '../client'

/** Asks the database for nothing; returns when it answered. */
export async function pingDatabase(tx: Executor): Promise<void> {
  await tx.execute(sql`select 1`)
}
