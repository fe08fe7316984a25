import { asc, eq, or, sql } from 'drizzle-orm'
import type { Role } from '@/server/domain/permissions'
import type { Executor } from '../client'
import { savedViews } from '../schema/saved-views'

export type SavedViewRow = typeof savedViews.$inferSelect

/** What a person sees: their own views and the team's, by name. */
export function listSavedViews(tx: Executor, staffId: string): Promise<SavedViewRow[]> {
  return tx
    .select()
    .from(savedViews)
    .where(or(eq(savedViews.ownerId, staffId), eq(savedViews.isShared, true)))
    .orderBy(asc(savedViews.name), asc(savedViews.id))
}

/** The view that the orders list opens with for a role; undefined where none was chosen. */
export async function findDefaultView(tx: Executor, role: Role): Promise<SavedViewRow | undefined> {
  const [row] = await tx.select().from(savedViews).where(eq(savedViews.defaultForRole, role))
  return row
}

export async function lockSavedView(
  tx: Executor,
  viewId: string,
): Promise<SavedViewRow | undefined> {
  const [row] = await tx.select().from(savedViews).where(eq(savedViews.id, viewId)).for('update')
  return row
}

export async function insertSavedView(
  tx: Executor,
  view: Pick<SavedViewRow, 'ownerId' | 'name' | 'query' | 'isShared'>,
): Promise<string> {
  const [row] = await tx.insert(savedViews).values(view).returning({ id: savedViews.id })
  if (!row) throw new Error('The view was not stored.')
  return row.id
}

export async function deleteSavedView(tx: Executor, viewId: string): Promise<void> {
  await tx.delete(savedViews).where(eq(savedViews.id, viewId))
}

/** Makes a view the only default of a role; without a view the role has none. */
export async function saveDefaultView(
  tx: Executor,
  role: Role,
  viewId: string | null,
): Promise<void> {
  // Two people who choose at once would break the unique index: the second waits for the first.
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`default-view:${role}`}, 0))`,
  )
  await tx
    .update(savedViews)
    .set({ defaultForRole: null })
    .where(eq(savedViews.defaultForRole, role))
  if (viewId)
    await tx.update(savedViews).set({ defaultForRole: role }).where(eq(savedViews.id, viewId))
}
