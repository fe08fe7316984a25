import { and, asc, inArray, lte, type SQL, sql } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { exceptions } from '@/db/schema/pipeline'
import { storefronts } from '@/db/schema/storefronts'
import { dueSoonUntil } from '@/domain/exception/due-state'
import { INBOX_TAB_NAMES, type InboxTab } from '@/domain/exception/inbox'
import type { ExceptionStage } from '@/domain/exception/kind'
import { COUNT_CAP } from '@/domain/order/order-views'
import { type InboxReader, inTab, stillOpen } from './inbox-conditions'

/** More than this many is "99+" to whoever looks at the rail or the bell. */
const BELL_CAP = 100

const counted = (where: SQL | undefined, cap: number) =>
  sql`(select count(*)::int from (select 1 from ${exceptions} where ${where} limit ${cap}) capped)`

/** How many each tab holds; counting stops one past `COUNT_CAP`. */
export async function countInboxTabs(reader: InboxReader): Promise<Record<InboxTab, number>> {
  const counts = INBOX_TAB_NAMES.map((tab) => {
    // The other tabs name the states they show: asked twice, Postgres would look at every row.
    const isAnyOpen = tab === 'mine' || tab === 'all'
    const where = and(isAnyOpen ? stillOpen : undefined, inTab(tab, reader))
    return sql`${counted(where, COUNT_CAP + 1)} as ${sql.identifier(tab)}`
  })
  const [row] = await getDb().execute<Record<InboxTab, number>>(
    sql`select ${sql.join(counts, sql`, `)}`,
  )
  if (!row) throw new Error('A select without a from clause gave no row.')
  return row
}

/** What the shell tells of the inbox, each counted up to 100. */
export type InboxBell = { unassigned: number; mine: number; dueSoon: number; overdue: number }

/** What there is to do in these stages, and for this person. */
export async function countInboxBell(
  reader: InboxReader,
  stages: readonly ExceptionStage[],
): Promise<InboxBell> {
  if (stages.length === 0) return { unassigned: 0, mine: 0, dueSoon: 0, overdue: 0 }
  const inStages = inArray(exceptions.stage, [...stages])
  const isWorked = sql`${exceptions.status} in ('open', 'in_progress')`
  const dueBy = (at: Date) => and(isWorked, inStages, lte(exceptions.dueAt, at))
  const [row] = await getDb().execute<InboxBell>(sql`select
    ${counted(and(inTab('unassigned', reader), inStages), BELL_CAP)} as "unassigned",
    ${counted(and(stillOpen, inTab('mine', reader)), BELL_CAP)} as "mine",
    ${counted(dueBy(dueSoonUntil(reader.now, reader.hours)), BELL_CAP)} as "dueSoon",
    ${counted(dueBy(reader.now), BELL_CAP)} as "overdue"`)
  if (!row) throw new Error('A select without a from clause gave no row.')
  return row
}

/** The values that open exceptions can be filtered by. */
export async function listInboxFilters() {
  const db = getDb()
  const distinct = (column: 'country' | 'gateway') =>
    db.execute<{ value: string }>(sql`
      select distinct ${sql.identifier(column)} as value from ${exceptions}
      where ${stillOpen} and ${sql.identifier(column)} is not null order by 1 limit 300`)
  const shops = db
    .select({ id: storefronts.id, name: storefronts.name, shopDomain: storefronts.shopDomain })
    .from(storefronts)
    .orderBy(asc(storefronts.name), asc(storefronts.id))
  const [countries, gateways, found] = await Promise.all([
    distinct('country'),
    distinct('gateway'),
    shops,
  ])
  return {
    countries: countries.map(({ value }) => value),
    gateways: gateways.map(({ value }) => value),
    storefronts: found,
  }
}
