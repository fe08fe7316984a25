import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { savedViews } from '@/db/schema/saved-views'
import type { Role } from '@/domain/staff/permissions'
import type { SavedViewScope } from '@/domain/staff/saved-view-scopes'

export type SavedViewRow = typeof savedViews.$inferSelect

/** What a person sees of a room: their own views and the team's, by name. */
export function listSavedViews(
  tx: Executor,
  staffId: string,
  room: SavedViewScope,
): Promise<SavedViewRow[]> {
  const isSeen = or(eq(savedViews.ownerId, staffId), eq(savedViews.isShared, true))
  return tx
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.room, room), isSeen))
    .orderBy(asc(savedViews.name), asc(savedViews.id))
}

/** The view that a room opens with for a role; undefined where none was chosen. */
export async function findDefaultView(
  tx: Executor,
  role: Role,
  room: SavedViewScope,
): Promise<SavedViewRow | undefined> {
  const [row] = await tx.select().from(savedViews).where(isDefaultOf(room, role))
  return row
}

const isDefaultOf = (room: SavedViewScope, role: Role) =>
  and(eq(savedViews.room, room), eq(savedViews.defaultForRole, role))

export async function lockSavedView(
  tx: Executor,
  viewId: string,
): Promise<SavedViewRow | undefined> {
  const [row] = await tx.select().from(savedViews).where(eq(savedViews.id, viewId)).for('update')
  return row
}

export async function insertSavedView(
  tx: Executor,
  view: Pick<SavedViewRow, 'ownerId' | 'room' | 'name' | 'query' | 'isShared'>,
): Promise<string> {
  const [row] = await tx.insert(savedViews).values(view).returning({ id: savedViews.id })
  if (!row) throw new Error('The view was not stored.')
  return row.id
}

export async function deleteSavedView(tx: Executor, viewId: string): Promise<void> {
  await tx.delete(savedViews).where(eq(savedViews.id, viewId))
}

/** Makes a view the only default of a room for a role; without a view the role has none. */
export async function saveDefaultView(
  tx: Executor,
  room: SavedViewScope,
  role: Role,
  viewId: string | null,
): Promise<void> {
  // Two people who choose at once would break the unique index: the second waits for the first.
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`default-view:${room}:${role}`}, 0))`,
  )
  await tx.update(savedViews).set({ defaultForRole: null }).where(isDefaultOf(room, role))
  if (viewId)
    await tx.update(savedViews).set({ defaultForRole: role }).where(eq(savedViews.id, viewId))
}
