import { and, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { reportMails, reportSchedules } from '@/db/schema/reports/report-schedules'
import { savedViews } from '@/db/schema/saved-views'
import { staff } from '@/db/schema/staff'
import type { StaffId } from '@/domain/ids'
import type { ReportAlert } from '@/domain/reports/report-alert'
import type { Cadence } from '@/domain/reports/report-schedule'

export type ReportScheduleRow = typeof reportSchedules.$inferSelect
export type ReportMailRow = typeof reportMails.$inferSelect

export type ListedSchedule = {
  id: string
  viewId: string
  viewName: string
  query: string
  cadence: Cadence
  weekday: number | null
  hour: number
  timeZone: string
  onlyIfNotEmpty: boolean
  alert: ReportAlert | null
  lastMail: Pick<ReportMailRow, 'id' | 'status' | 'reason' | 'settledAt' | 'createdAt'> | null
}

/** Lists a staff member's schedules by report name, each with its latest email. */
export async function listSchedules(staffId: StaffId): Promise<ListedSchedule[]> {
  const s = reportSchedules
  const rows = await getDb()
    .select({
      id: s.id,
      viewId: s.viewId,
      viewName: savedViews.name,
      query: savedViews.query,
      cadence: s.cadence,
      weekday: s.weekday,
      hour: s.hour,
      timeZone: s.timeZone,
      onlyIfNotEmpty: s.onlyIfNotEmpty,
      alert: s.alert,
    })
    .from(s)
    .innerJoin(savedViews, eq(savedViews.id, s.viewId))
    .where(eq(s.staffId, staffId))
    .orderBy(savedViews.name, s.id)
  const mails = await listLatestMails(rows.map(({ id }) => id))
  return rows.map((row) => ({ ...row, lastMail: mails.get(row.id) ?? null }))
}

async function listLatestMails(scheduleIds: string[]): Promise<Map<string, ReportMailRow>> {
  if (scheduleIds.length === 0) return new Map()
  const rows = await getDb()
    .selectDistinctOn([reportMails.scheduleId])
    .from(reportMails)
    .where(inArray(reportMails.scheduleId, scheduleIds))
    .orderBy(reportMails.scheduleId, desc(reportMails.createdAt), desc(reportMails.id))
  return new Map(rows.map((row) => [row.scheduleId, row]))
}

/** Lists the schedules of all staff members who aren't disabled. */
export function listActiveSchedules(tx: Executor): Promise<ReportScheduleRow[]> {
  return tx
    .select(getTableColumns(reportSchedules))
    .from(reportSchedules)
    .innerJoin(staff, eq(staff.id, reportSchedules.staffId))
    .where(sql`${staff.disabledAt} is null`)
}

export async function insertSchedule(
  tx: Executor,
  schedule: typeof reportSchedules.$inferInsert,
): Promise<string> {
  const [row] = await tx
    .insert(reportSchedules)
    .values(schedule)
    .returning({ id: reportSchedules.id })
  if (!row) throw new Error('The insert returned no schedule.')
  return row.id
}

/** Locks a schedule, so that concurrent email requests run sequentially. */
export async function lockSchedule(
  tx: Executor,
  scheduleId: string,
): Promise<{ staffId: StaffId; isSending: boolean } | undefined> {
  const [row] = await tx
    .select({ staffId: reportSchedules.staffId })
    .from(reportSchedules)
    .where(eq(reportSchedules.id, scheduleId))
    .for('update')
  if (!row) return undefined
  const pending = await tx
    .select({ id: reportMails.id })
    .from(reportMails)
    .where(and(eq(reportMails.scheduleId, scheduleId), eq(reportMails.status, 'pending')))
    .limit(1)
  return { ...row, isSending: pending.length > 0 }
}

/** Deletes a schedule. Returns false if it doesn't exist or belongs to another staff member. */
export async function deleteSchedule(
  tx: Executor,
  scheduleId: string,
  staffId: StaffId,
): Promise<boolean> {
  const rows = await tx
    .delete(reportSchedules)
    .where(and(eq(reportSchedules.id, scheduleId), eq(reportSchedules.staffId, staffId)))
    .returning({ id: reportSchedules.id })
  return rows.length > 0
}

/** Inserts an email and returns its ID, or undefined if the schedule already has one for that day. */
export async function startReportMail(
  tx: Executor,
  scheduleId: string,
  dueOn: string | null,
): Promise<string | undefined> {
  const [row] = await tx
    .insert(reportMails)
    .values({ scheduleId, dueOn })
    .onConflictDoNothing()
    .returning({ id: reportMails.id })
  return row?.id
}

/** Locks an email, so that it is settled once, and loads what is needed to write it. */
export async function lockReportMail(tx: Executor, mailId: string) {
  const [row] = await tx
    .select({
      mail: getTableColumns(reportMails),
      schedule: getTableColumns(reportSchedules),
      view: getTableColumns(savedViews),
      recipient: {
        id: staff.id,
        name: staff.name,
        email: staff.email,
        role: staff.role,
        disabledAt: staff.disabledAt,
      },
    })
    .from(reportMails)
    .innerJoin(reportSchedules, eq(reportSchedules.id, reportMails.scheduleId))
    .innerJoin(savedViews, eq(savedViews.id, reportSchedules.viewId))
    .innerJoin(staff, eq(staff.id, reportSchedules.staffId))
    .where(eq(reportMails.id, mailId))
    .for('update', { of: reportMails })
  return row
}

export async function saveReportMail(
  tx: Executor,
  mailId: string,
  change: Partial<Pick<ReportMailRow, 'status' | 'attempts' | 'reason' | 'settledAt'>>,
): Promise<void> {
  await tx.update(reportMails).set(change).where(eq(reportMails.id, mailId))
}
