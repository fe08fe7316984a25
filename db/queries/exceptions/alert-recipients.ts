import { and, asc, eq, isNull } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { alertChannels, alertChoices, roleAlerts } from '@/db/schema/alerts'
import { staff } from '@/db/schema/staff'
import type { StaffId } from '@/domain/ids'
import type { Role } from '@/domain/staff/permissions'

export type AlertChannelRow = typeof alertChannels.$inferSelect

/** A staff member with the alert settings of their role and their own. */
export type AlertRecipient = {
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

/** Lists the active staff, or one of them. */
export function listAlertRecipients(tx: Executor, staffId?: StaffId): Promise<AlertRecipient[]> {
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

/** Lists the active alert channels by name. */
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
  if (!stored) throw new Error("Couldn't store the alert channel.")
  return stored.id
}

/** Returns false when it was disabled already. */
export async function disableAlertChannel(tx: Executor, id: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(alertChannels)
    .set({ disabledAt: now })
    .where(and(eq(alertChannels.id, id), isNull(alertChannels.disabledAt)))
    .returning({ id: alertChannels.id })
  return rows.length > 0
}
