import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { savedViews } from '@/db/schema/saved-views'
import type { StaffId } from '@/domain/ids'
import type { Role } from '@/domain/staff/permissions'
import type { SavedViewScope } from '@/domain/staff/saved-view-scopes'

export type SavedViewRow = typeof savedViews.$inferSelect

/** Lists a user's own views of a scope and the team's, by name. */
export function listSavedViews(
  tx: Executor,
  staffId: StaffId,
  scope: SavedViewScope,
): Promise<SavedViewRow[]> {
  const isVisible = or(eq(savedViews.ownerId, staffId), eq(savedViews.isShared, true))
  return tx
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.scope, scope), isVisible))
    .orderBy(asc(savedViews.name), asc(savedViews.id))
}

/** Returns a role's default view of a scope; undefined without one. */
export async function findDefaultView(
  tx: Executor,
  role: Role,
  scope: SavedViewScope,
): Promise<SavedViewRow | undefined> {
  const [row] = await tx.select().from(savedViews).where(isDefaultOf(scope, role))
  return row
}

const isDefaultOf = (scope: SavedViewScope, role: Role) =>
  and(eq(savedViews.scope, scope), eq(savedViews.defaultForRole, role))

export async function lockSavedView(
  tx: Executor,
  viewId: string,
): Promise<SavedViewRow | undefined> {
  const [row] = await tx.select().from(savedViews).where(eq(savedViews.id, viewId)).for('update')
  return row
}

export async function insertSavedView(
  tx: Executor,
  view: Pick<SavedViewRow, 'ownerId' | 'scope' | 'name' | 'query' | 'isShared'>,
): Promise<string> {
  const [row] = await tx.insert(savedViews).values(view).returning({ id: savedViews.id })
  if (!row) throw new Error('The saved view was not inserted.')
  return row.id
}

export async function deleteSavedView(tx: Executor, viewId: string): Promise<void> {
  await tx.delete(savedViews).where(eq(savedViews.id, viewId))
}

/** Sets a role's default view of a scope; null removes it. */
export async function saveDefaultView(
  tx: Executor,
  scope: SavedViewScope,
  role: Role,
  viewId: string | null,
): Promise<void> {
  // Concurrent changes would violate the unique index, so the second waits for the first.
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`default-view:${scope}:${role}`}, 0))`,
  )
  await tx.update(savedViews).set({ defaultForRole: null }).where(isDefaultOf(scope, role))
  if (viewId)
    await tx.update(savedViews).set({ defaultForRole: role }).where(eq(savedViews.id, viewId))
}
