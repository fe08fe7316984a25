import { and, asc, desc, eq, isNull, lte, sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { alertChannels, alertChoices, alerts, roleAlerts } from '@/db/schema/alerts'
import { exceptions } from '@/db/schema/pipeline'
import { staff } from '@/db/schema/staff'
import type { ExceptionId, StaffId } from '@/domain/ids'
import type { Role } from '@/domain/staff/permissions'

export type AlertRow = typeof alerts.$inferSelect
export type AlertChannelRow = typeof alertChannels.$inferSelect

/** Somebody who may be told, with what their role and they themselves say about it. */
export type AlertReader = {
  staffId: StaffId
  role: Role
  roleHasAlerts: boolean | null
  roleHasDigest: boolean | null
  hasAlerts: boolean | null
  hasDigest: boolean | null
  quietFrom: number | null
  quietUntil: number | null
  timeZone: string | null
}

/** Everybody who may sign in; one person when asked for one. */
export function listAlertReaders(tx: Executor, staffId?: StaffId): Promise<AlertReader[]> {
  return tx
    .select({
      staffId: staff.id,
      role: staff.role,
      roleHasAlerts: roleAlerts.hasAlerts,
      roleHasDigest: roleAlerts.hasDigest,
      hasAlerts: alertChoices.hasAlerts,
      hasDigest: alertChoices.hasDigest,
      quietFrom: alertChoices.quietFrom,
      quietUntil: alertChoices.quietUntil,
      timeZone: alertChoices.timeZone,
    })
    .from(staff)
    .leftJoin(roleAlerts, eq(roleAlerts.role, staff.role))
    .leftJoin(alertChoices, eq(alertChoices.staffId, staff.id))
    .where(and(isNull(staff.disabledAt), staffId ? eq(staff.id, staffId) : undefined))
}

export function listRoleAlerts(): Promise<(typeof roleAlerts.$inferSelect)[]> {
  return getDb().select().from(roleAlerts)
}

export async function saveRoleAlertRow(
  tx: Executor,
  row: typeof roleAlerts.$inferInsert,
): Promise<void> {
  const { role: _role, ...set } = row
  await tx.insert(roleAlerts).values(row).onConflictDoUpdate({ target: roleAlerts.role, set })
}

export async function saveAlertChoice(
  tx: Executor,
  row: typeof alertChoices.$inferInsert,
): Promise<void> {
  const { staffId: _staffId, ...set } = row
  await tx
    .insert(alertChoices)
    .values(row)
    .onConflictDoUpdate({ target: alertChoices.staffId, set })
}

/** The channels that are told, by name. */
export function listAlertChannels(tx: Executor): Promise<AlertChannelRow[]> {
  return tx
    .select()
    .from(alertChannels)
    .where(isNull(alertChannels.disabledAt))
    .orderBy(asc(alertChannels.name), asc(alertChannels.id))
}

export async function insertAlertChannel(
  tx: Executor,
  row: typeof alertChannels.$inferInsert,
): Promise<string> {
  const [stored] = await tx.insert(alertChannels).values(row).returning({ id: alertChannels.id })
  if (!stored) throw new Error('The webhook was not stored.')
  return stored.id
}

/** False when it was removed before. */
export async function disableAlertChannel(tx: Executor, id: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(alertChannels)
    .set({ disabledAt: now })
    .where(and(eq(alertChannels.id, id), isNull(alertChannels.disabledAt)))
    .returning({ id: alertChannels.id })
  return rows.length > 0
}

/** Stores messages that were not asked for before; returns those that are new. */
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

/** Whether people were called for the same cause since a moment. */
export async function wasToldOfCause(
  tx: Executor,
  exceptionId: ExceptionId,
  since: Date,
): Promise<boolean> {
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select exists (
      select from ${alerts} a join ${exceptions} e on e.id = a.exception_id
      where a.created_at >= ${since.toISOString()}::timestamptz and e.fingerprint = (
        select fingerprint from ${exceptions} where id = ${exceptionId})
    ) as was_told`)
  return [...rows][0]?.was_told === true
}

/** A message with whom it is for, locked; undefined when there is none. */
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

/** Messages that should have left before a moment and have not. */
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

/** The latest messages with what became of them. */
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

/** What is open for people, by kind, and what went by itself since a moment. */
export async function readDigest(
  tx: Executor,
  { now, since }: { now: Date; since: Date },
): Promise<{ lines: DigestLine[]; byItself: number; byPeople: number }> {
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
      byItself: sql<number>`(count(*) filter (where ${exceptions.isAutoResolved}))::int`,
      byPeople: sql<number>`(count(*) filter (where not ${exceptions.isAutoResolved}))::int`,
    })
    .from(exceptions)
    .where(sql`${exceptions.closedAt} >= ${since.toISOString()}::timestamptz`)
  return {
    lines: lines.map(({ oldest, ...line }) => ({ ...line, oldestAt: new Date(oldest) })),
    byItself: closed?.byItself ?? 0,
    byPeople: closed?.byPeople ?? 0,
  }
}

/** What an alert tells of its exception. */
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
