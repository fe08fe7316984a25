import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { type Executor, transaction } from '@/db/client'
import { assignmentSettings } from '@/db/schema/settings/assignment'
import { staff } from '@/db/schema/staff'

export type AssignmentSettings = typeof assignmentSettings.$inferSelect

/** Returns how new exceptions are assigned; undefined while the setting is unchanged. */
export function findAssignmentSettings(): Promise<AssignmentSettings | undefined> {
  return transaction(async (tx) => {
    const [row] = await tx.select().from(assignmentSettings)
    return row
  })
}

/** Locks the last assignee of the rotation; undefined when rotation is off. */
export async function lockRotation(
  tx: Executor,
): Promise<Pick<AssignmentSettings, 'lastStaffId'> | undefined> {
  const [row] = await tx
    .select({ lastStaffId: assignmentSettings.lastStaffId })
    .from(assignmentSettings)
    .where(eq(assignmentSettings.isRoundRobin, true))
    .for('update')
  return row
}

export async function saveLastAssignee(tx: Executor, lastStaffId: string): Promise<void> {
  await tx.update(assignmentSettings).set({ lastStaffId })
}

/** Lists the care staff and leads who may sign in. */
export function listRotationStaff(tx: Executor): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(and(inArray(staff.role, ['care', 'lead']), isNull(staff.disabledAt)))
}

/** Saves the setting if its version is still `seenVersion` (0: no row yet); returns whether it did. */
export async function saveAssignmentSettings(
  tx: Executor,
  seenVersion: number,
  change: Pick<AssignmentSettings, 'isRoundRobin' | 'changedByName' | 'changedAt'>,
): Promise<boolean> {
  const rows =
    seenVersion === 0
      ? await tx.insert(assignmentSettings).values(change).onConflictDoNothing().returning()
      : await tx
          .update(assignmentSettings)
          .set({ ...change, version: sql`${assignmentSettings.version} + 1` })
          .where(eq(assignmentSettings.version, seenVersion))
          .returning()
  return rows.length > 0
}
