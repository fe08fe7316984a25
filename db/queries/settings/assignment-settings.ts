import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { type Executor, transaction } from '@/db/client'
import { assignmentSettings } from '@/db/schema/settings/assignment'
import { staff } from '@/db/schema/staff'

export type AssignmentSettings = typeof assignmentSettings.$inferSelect

/** How new exceptions find their owner; undefined while nobody has changed it. */
export function findAssignmentSettings(): Promise<AssignmentSettings | undefined> {
  return transaction(async (tx) => {
    const [row] = await tx.select().from(assignmentSettings)
    return row
  })
}

/** Locks whose turn it is, if work is given in turn; undefined when it is not. */
export async function lockTurn(
  tx: Executor,
): Promise<Pick<AssignmentSettings, 'lastStaffId'> | undefined> {
  const [row] = await tx
    .select({ lastStaffId: assignmentSettings.lastStaffId })
    .from(assignmentSettings)
    .where(eq(assignmentSettings.isRoundRobin, true))
    .for('update')
  return row
}

export async function saveTurn(tx: Executor, lastStaffId: string): Promise<void> {
  await tx.update(assignmentSettings).set({ lastStaffId })
}

/** Those who work the staff stage by trade and may sign in. */
export function listInTurn(tx: Executor): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(and(inArray(staff.role, ['care', 'lead']), isNull(staff.disabledAt)))
}

/** Stores the setting over the version that was seen (0: none yet); false when it is another. */
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
