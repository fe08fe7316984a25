import { and, asc, desc, eq, lte, sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { alertChannels, alerts } from '@/db/schema/alerts'
import { exceptions } from '@/db/schema/exceptions'
import { staff } from '@/db/schema/staff'
import type { ExceptionId } from '@/domain/ids'

export type AlertRow = typeof alerts.$inferSelect

/** Inserts alerts that do not exist yet and returns the new ones. */
export async function insertAlerts(
  tx: Executor,
  rows: (typeof alerts.$inferInsert)[],
): Promise<Pick<AlertRow, 'id' | 'dueAt'>[]> {
  if (rows.length === 0) return []
  return tx
    .insert(alerts)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: alerts.id, dueAt: alerts.dueAt })
}

/** Returns whether an alert for the same cause was created since a time. */
export async function wasCauseAlerted(
  tx: Executor,
  exceptionId: ExceptionId,
  since: Date,
): Promise<boolean> {
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select exists (
      select from ${alerts} a join ${exceptions} e on e.id = a.exception_id
      where a.created_at >= ${since.toISOString()}::timestamptz and e.fingerprint = (
        select fingerprint from ${exceptions} where id = ${exceptionId})
    ) as was_alerted`)
  return [...rows][0]?.was_alerted === true
}

/** Locks an alert and returns it with its recipient; undefined when it does not exist. */
export async function lockAlert(tx: Executor, alertId: string) {
  const [row] = await tx.select().from(alerts).where(eq(alerts.id, alertId)).for('update')
  if (!row) return undefined
  const [person] = row.staffId
    ? await tx
        .select({ email: staff.email, role: staff.role, disabledAt: staff.disabledAt })
        .from(staff)
        .where(eq(staff.id, row.staffId))
    : []
  const [webhook] = row.channelId
    ? await tx.select().from(alertChannels).where(eq(alertChannels.id, row.channelId))
    : []
  return { ...row, person, webhook }
}

export async function saveAlert(
  tx: Executor,
  alertId: string,
  change: Partial<Pick<AlertRow, 'status' | 'dueAt' | 'attempts' | 'error' | 'sentAt'>>,
): Promise<void> {
  await tx.update(alerts).set(change).where(eq(alerts.id, alertId))
}

/** Lists pending alerts that were due before a time. */
export async function listOverdueAlerts(
  tx: Executor,
  before: Date,
  limit: number,
): Promise<string[]> {
  const rows = await tx
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(eq(alerts.status, 'pending'), lte(alerts.dueAt, before)))
    .orderBy(asc(alerts.dueAt))
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** Lists the latest alerts with their status. */
export function listRecentAlerts(limit: number) {
  return getDb()
    .select({
      id: alerts.id,
      kind: alerts.kind,
      status: alerts.status,
      attempts: alerts.attempts,
      error: alerts.error,
      dueAt: alerts.dueAt,
      sentAt: alerts.sentAt,
      exceptionId: alerts.exceptionId,
      exceptionKind: exceptions.kind,
      recipient: sql<string>`coalesce(${staff.name}, ${alertChannels.name})`,
    })
    .from(alerts)
    .leftJoin(exceptions, eq(exceptions.id, alerts.exceptionId))
    .leftJoin(staff, eq(staff.id, alerts.staffId))
    .leftJoin(alertChannels, eq(alertChannels.id, alerts.channelId))
    .orderBy(desc(alerts.id))
    .limit(limit)
}

export type DigestLine = {
  kind: string
  stage: string
  count: number
  overdue: number
  oldestAt: Date
}

/** Counts the open exceptions by kind, and those closed since a time. */
export async function readDigest(
  tx: Executor,
  { now, since }: { now: Date; since: Date },
): Promise<{ lines: DigestLine[]; autoResolved: number; byPeople: number }> {
  const isOpen = sql`${exceptions.status} not in ('resolved', 'ignored') and ${exceptions.stage} <> 'auto'`
  const lines = await tx
    .select({
      kind: exceptions.kind,
      stage: sql<string>`min(${exceptions.stage})`,
      count: sql<number>`count(*)::int`,
      overdue: sql<number>`(count(*) filter (where ${exceptions.dueAt} < ${now.toISOString()}::timestamptz))::int`,
      oldest: sql<string>`min(${exceptions.openedAt})`,
    })
    .from(exceptions)
    .where(isOpen)
    .groupBy(exceptions.kind)
    .orderBy(desc(sql`count(*)`))
  const [closed] = await tx
    .select({
      autoResolved: sql<number>`(count(*) filter (where ${exceptions.isAutoResolved}))::int`,
      byPeople: sql<number>`(count(*) filter (where not ${exceptions.isAutoResolved}))::int`,
    })
    .from(exceptions)
    .where(sql`${exceptions.closedAt} >= ${since.toISOString()}::timestamptz`)
  return {
    lines: lines.map(({ oldest, ...line }) => ({ ...line, oldestAt: new Date(oldest) })),
    autoResolved: closed?.autoResolved ?? 0,
    byPeople: closed?.byPeople ?? 0,
  }
}

/** Returns the facts of an exception that its alert shows. */
export async function findAlertSubject(tx: Executor, exceptionId: ExceptionId) {
  const [row] = await tx
    .select({
      kind: exceptions.kind,
      status: exceptions.status,
      stage: exceptions.stage,
      dueAt: exceptions.dueAt,
      orderName: sql<string | null>`(select name from orders where id = ${exceptions.orderId})`,
    })
    .from(exceptions)
    .where(eq(exceptions.id, exceptionId))
  return row
}
