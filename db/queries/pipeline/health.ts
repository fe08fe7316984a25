import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'

/** Resolves when the database responds. */
export async function pingDatabase(tx: Executor): Promise<void> {
  await tx.execute(sql`select 1`)
}
