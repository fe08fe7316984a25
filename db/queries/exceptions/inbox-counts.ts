import { and, asc, inArray, lte, type SQL, sql } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { exceptions } from '@/db/schema/exceptions'
import { storefronts } from '@/db/schema/storefronts'
import { dueSoonUntil } from '@/domain/exception/due-state'
import { INBOX_TAB_NAMES, type InboxTab } from '@/domain/exception/inbox'
import type { ExceptionStage } from '@/domain/exception/kind'
import { COUNT_CAP } from '@/domain/order/order-views'
import { type InboxViewer, inTab, stillOpen } from './inbox-conditions'

/** The sidebar and the bell show at most "99+". */
const BELL_CAP = 100

const countUpTo = (where: SQL | undefined, cap: number) =>
  sql`(select count(*)::int from (select 1 from ${exceptions} where ${where} limit ${cap}) capped)`

/** Counts the exceptions of each tab, up to one more than `COUNT_CAP`. */
export async function countInboxTabs(viewer: InboxViewer): Promise<Record<InboxTab, number>> {
  const counts = INBOX_TAB_NAMES.map((tab) => {
    // The other tabs already filter by status. A second status filter would cause a full scan.
    const isAnyOpen = tab === 'mine' || tab === 'all'
    const where = and(isAnyOpen ? stillOpen : undefined, inTab(tab, viewer))
    return sql`${countUpTo(where, COUNT_CAP + 1)} as ${sql.identifier(tab)}`
  })
  const [row] = await getDb().execute<Record<InboxTab, number>>(
    sql`select ${sql.join(counts, sql`, `)}`,
  )
  if (!row) throw new Error('A select without a from clause returned no row.')
  return row
}

/** The inbox counts shown in the shell, each up to 100. */
export type InboxBell = { unassigned: number; mine: number; dueSoon: number; overdue: number }

/** Counts the open work in these stages and the person's own. */
export async function countInboxBell(
  viewer: InboxViewer,
  stages: readonly ExceptionStage[],
): Promise<InboxBell> {
  if (stages.length === 0) return { unassigned: 0, mine: 0, dueSoon: 0, overdue: 0 }
  const inStages = inArray(exceptions.stage, [...stages])
  const isWorked = sql`${exceptions.status} in ('open', 'in_progress')`
  const dueBy = (at: Date) => and(isWorked, inStages, lte(exceptions.dueAt, at))
  const [row] = await getDb().execute<InboxBell>(sql`select
    ${countUpTo(and(inTab('unassigned', viewer), inStages), BELL_CAP)} as "unassigned",
    ${countUpTo(and(stillOpen, inTab('mine', viewer)), BELL_CAP)} as "mine",
    ${countUpTo(dueBy(dueSoonUntil(viewer.now, viewer.hours)), BELL_CAP)} as "dueSoon",
    ${countUpTo(dueBy(viewer.now), BELL_CAP)} as "overdue"`)
  if (!row) throw new Error('A select without a from clause returned no row.')
  return row
}

/** Lists the filter values of open exceptions. */
export async function listInboxFilters() {
  const db = getDb()
  const distinct = (column: 'country' | 'gateway') =>
    db.execute<{ value: string }>(sql`
      select distinct ${sql.identifier(column)} as value from ${exceptions}
      where ${stillOpen} and ${sql.identifier(column)} is not null order by 1 limit 300`)
  const storefrontRows = db
    .select({ id: storefronts.id, name: storefronts.name, shopDomain: storefronts.shopDomain })
    .from(storefronts)
    .orderBy(asc(storefronts.name), asc(storefronts.id))
  const [countries, gateways, found] = await Promise.all([
    distinct('country'),
    distinct('gateway'),
    storefrontRows,
  ])
  return {
    countries: countries.map(({ value }) => value),
    gateways: gateways.map(({ value }) => value),
    storefronts: found,
  }
}
