import { and, inArray, type SQL, sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { bulkJobRows } from '@/db/schema/bulk'
import { exceptions } from '@/db/schema/exceptions'
import type { ExceptionSelection } from '@/domain/bulk/bulk-jobs'
import { type InboxViewer, inboxWhere, stillOpen } from './inbox-conditions'

/** Rows of one gateway are paced together. Rows without a gateway share a lane. */
const lane = sql`coalesce(${exceptions.gateway}, '')`

function selectionWhere(selection: ExceptionSelection, viewer: InboxViewer): SQL | undefined {
  if ('ids' in selection) return and(stillOpen, inArray(exceptions.id, selection.ids))
  return inboxWhere(selection.inbox, viewer)
}

/** Adds the selected exceptions to a job and returns how many. */
export async function insertExceptionRows(
  tx: Executor,
  jobId: string,
  selection: ExceptionSelection,
  viewer: InboxViewer,
): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(sql`
    with added as (
      insert into ${bulkJobRows} (job_id, subject_id, lane)
      select ${jobId}, ${exceptions.id}, ${lane} from ${exceptions}
      where ${selectionWhere(selection, viewer)} returning 1
    ) select count(*)::int as count from added`)
  return row?.count ?? 0
}

/** Counts the selected exceptions by lane and sums their amounts by currency. */
export async function countExceptionRows(selection: ExceptionSelection, viewer: InboxViewer) {
  const where = selectionWhere(selection, viewer)
  const [lanes, amounts] = await Promise.all([
    getDb().execute<{ lane: string; count: number }>(sql`
      select ${lane} as lane, count(*)::int as count from ${exceptions}
      where ${where} group by 1 order by 2 desc`),
    getDb().execute<{ currency: string; minor: string }>(sql`
      select currency, sum(amount_minor)::text as minor from ${exceptions}
      where ${where} and currency is not null group by 1 order by count(*) desc`),
  ])
  return {
    lanes: Array.from(lanes),
    amounts: Array.from(amounts, ({ currency, minor }) => ({ currency, minor: BigInt(minor) })),
  }
}
