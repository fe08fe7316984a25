import { and, eq, isNull, lte, ne, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { exceptions } from '@/db/schema/pipeline'
import { dueSoonUntil } from '@/domain/exception/due-state'
import { INBOX_AGES, type InboxFilter, type InboxTab } from '@/domain/exception/inbox'
import type { StaffId } from '@/domain/ids'
import type { WorkingHours } from '@/domain/working-hours/working-hours'
import { findWorkHours } from '../settings/work-hours'

const HOUR_MS = 60 * 60 * 1000

/** Who asks, when, and when the team works: "mine" and "due soon" depend on it. */
export type InboxReader = { staffId: StaffId; now: Date; hours: WorkingHours }

const t = exceptions

export const findInboxReader = async (
  tx: Executor,
  staffId: StaffId,
  now = new Date(),
): Promise<InboxReader> => ({ staffId, now, hours: await findWorkHours(tx) })

/** Written as the partial indexes have it, so that they serve. */
export const stillOpen = sql`${t.status} not in ('resolved', 'ignored')`

/** The exceptions that a filter means; always open ones. */
export function inboxWhere(filter: InboxFilter, reader: InboxReader): SQL | undefined {
  const { kind, severity, stage, storefrontId, country, gateway, age, fingerprint } = filter
  return and(
    stillOpen,
    inTab(filter.tab, reader),
    kind ? eq(t.kind, kind) : undefined,
    severity ? eq(t.severity, severity) : undefined,
    stage ? eq(t.stage, stage) : undefined,
    storefrontId ? eq(t.storefrontId, storefrontId) : undefined,
    country ? eq(t.country, country) : undefined,
    gateway ? eq(t.gateway, gateway) : undefined,
    age && lte(t.openedAt, new Date(reader.now.getTime() - INBOX_AGES[age] * HOUR_MS)),
    fingerprint ? eq(t.fingerprint, fingerprint) : undefined,
  )
}

/** The exceptions of one tab. */
export function inTab(tab: InboxTab, { staffId, now, hours }: InboxReader): SQL | undefined {
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
