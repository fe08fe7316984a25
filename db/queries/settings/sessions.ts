import { and, eq, gt, gte, isNull, lt, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { staff, staffSessions } from '@/db/schema/staff'
import type { StaffId } from '@/domain/ids'
import type { Role } from '@/domain/staff/permissions'

/** A valid session with the current data of its staff member. */
export type LiveSession = {
  sessionId: string
  id: string
  name: string
  email: string
  role: Role
  /** Whether the stored last use is more than a minute old. */
  isTouchDue: boolean
}

const after = (seconds: number) => sql`make_interval(secs => ${seconds})`

/** Inserts a session that expires after `lifetimeSeconds`. */
export async function insertSession(
  tx: Executor,
  session: { staffId: StaffId; address: string; lifetimeSeconds: number },
): Promise<string> {
  const { staffId, address, lifetimeSeconds } = session
  const [row] = await tx
    .insert(staffSessions)
    .values({ staffId, address, expiresAt: sql`now() + ${after(lifetimeSeconds)}` })
    .returning({ id: staffSessions.id })
  if (!row) throw new Error('The session was not inserted.')
  return row.id
}

/**
 * Returns a valid session with its staff member: not signed out, expired, idle for `idleSeconds` or
 * invalidated by "sign out everywhere", and the staff member is not disabled. Compares all times by
 * the database's clock.
 */
export async function findLiveSession(
  tx: Executor,
  ids: { sessionId: string; staffId: StaffId },
  idleSeconds: number,
): Promise<LiveSession | undefined> {
  const [row] = await tx
    .select({
      sessionId: staffSessions.id,
      id: staff.id,
      name: staff.name,
      email: staff.email,
      role: staff.role,
      isTouchDue: sql<boolean>`${staffSessions.lastSeenAt} < now() - interval '1 minute'`,
    })
    .from(staffSessions)
    .innerJoin(staff, eq(staff.id, staffSessions.staffId))
    .where(
      and(
        eq(staffSessions.id, ids.sessionId),
        eq(staff.id, ids.staffId),
        isNull(staffSessions.revokedAt),
        isNull(staff.disabledAt),
        gt(staffSessions.expiresAt, sql`now()`),
        gt(staffSessions.lastSeenAt, sql`now() - ${after(idleSeconds)}`),
        gte(staffSessions.createdAt, staff.sessionsValidFrom),
      ),
    )
  return row
}

/** Updates a session's last use, at most once a minute. */
export async function touchSession(tx: Executor, sessionId: string): Promise<void> {
  await tx
    .update(staffSessions)
    .set({ lastSeenAt: sql`now()` })
    .where(
      and(
        eq(staffSessions.id, sessionId),
        lt(staffSessions.lastSeenAt, sql`now() - interval '1 minute'`),
      ),
    )
}

/** Revokes one session of a staff member; returns false when it was already revoked. */
export async function revokeSession(
  tx: Executor,
  ids: { sessionId: string; staffId: StaffId },
): Promise<boolean> {
  const rows = await tx
    .update(staffSessions)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(staffSessions.id, ids.sessionId),
        eq(staffSessions.staffId, ids.staffId),
        isNull(staffSessions.revokedAt),
      ),
    )
    .returning({ id: staffSessions.id })
  return rows.length > 0
}

/** Revokes all sessions of a staff member; returns how many were open. */
export async function revokeAllSessions(tx: Executor, staffId: StaffId): Promise<number> {
  const rows = await tx
    .update(staffSessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(staffSessions.staffId, staffId), isNull(staffSessions.revokedAt)))
    .returning({ id: staffSessions.id })
  return rows.length
}

/** Deletes a staff member's sessions older than 100 days: their addresses no longer count as known. */
export async function deleteOldSessions(tx: Executor, staffId: StaffId): Promise<void> {
  await tx
    .delete(staffSessions)
    .where(
      and(
        eq(staffSessions.staffId, staffId),
        lt(staffSessions.createdAt, sql`now() - interval '100 days'`),
      ),
    )
}
