import { and, eq, isNull, lte, ne, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { exceptions } from '@/db/schema/exceptions'
import { dueSoonUntil } from '@/domain/exception/due-state'
import { INBOX_AGES, type InboxFilter, type InboxTab } from '@/domain/exception/inbox'
import type { StaffId } from '@/domain/ids'
import type { WorkingHours } from '@/domain/working-hours/working-hours'
import { findWorkHours } from '../settings/work-hours'

const HOUR_MS = 60 * 60 * 1000

/** The viewer, the time and the team's hours, which "Mine" and "Due soon" depend on. */
export type InboxViewer = { staffId: StaffId; now: Date; hours: WorkingHours }

const t = exceptions

export const findInboxViewer = async (
  tx: Executor,
  staffId: StaffId,
  now = new Date(),
): Promise<InboxViewer> => ({ staffId, now, hours: await findWorkHours(tx) })

/** Matches the predicate of the partial indexes, so that Postgres uses them. */
export const stillOpen = sql`${t.status} not in ('resolved', 'ignored')`

/** Returns the condition for the open exceptions that match a filter. */
export function inboxWhere(filter: InboxFilter, viewer: InboxViewer): SQL | undefined {
  const { kind, severity, stage, storefrontId, country, gateway, age, fingerprint } = filter
  return and(
    stillOpen,
    inTab(filter.tab, viewer),
    kind ? eq(t.kind, kind) : undefined,
    severity ? eq(t.severity, severity) : undefined,
    stage ? eq(t.stage, stage) : undefined,
    storefrontId ? eq(t.storefrontId, storefrontId) : undefined,
    country ? eq(t.country, country) : undefined,
    gateway ? eq(t.gateway, gateway) : undefined,
    age && lte(t.openedAt, new Date(viewer.now.getTime() - INBOX_AGES[age] * HOUR_MS)),
    fingerprint ? eq(t.fingerprint, fingerprint) : undefined,
  )
}

/** Returns the condition for the exceptions of a tab. */
export function inTab(tab: InboxTab, { staffId, now, hours }: InboxViewer): SQL | undefined {
  switch (tab) {
    case 'mine':
      return eq(t.assigneeId, staffId)
    case 'unassigned':
      return and(sql`${t.status} = 'open'`, isNull(t.assigneeId), ne(t.stage, 'auto'))
    case 'due':
      return and(
        sql`${t.status} in ('open', 'in_progress')`,
        lte(t.dueAt, dueSoonUntil(now, hours)),
      )
    case 'waiting':
      return sql`${t.status} = 'waiting'`
    case 'all':
      return undefined
  }
}
