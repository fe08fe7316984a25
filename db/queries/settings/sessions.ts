import { and, eq, gt, gte, isNull, lt, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { staff, staffSessions } from '@/db/schema/staff'
import type { StaffId } from '@/domain/ids'
import type { Role } from '@/domain/staff/permissions'

/** A session that holds at this moment, with the person as their row says now. */
export type LiveSession = {
  sessionId: string
  id: string
  name: string
  email: string
  role: Role
  /** Its last use is over a minute old in the row. */
  isTouchDue: boolean
}

const after = (seconds: number) => sql`make_interval(secs => ${seconds})`

/** Opens a session that ends for good after `lifetimeSeconds`. */
export async function insertSession(
  tx: Executor,
  session: { staffId: StaffId; address: string; lifetimeSeconds: number },
): Promise<string> {
  const { staffId, address, lifetimeSeconds } = session
  const [row] = await tx
    .insert(staffSessions)
    .values({ staffId, address, expiresAt: sql`now() + ${after(lifetimeSeconds)}` })
    .returning({ id: staffSessions.id })
  if (!row) throw new Error('The session was not stored.')
  return row.id
}

/**
 * The session and its person, in one query, if both still hold: not signed out, not expired, not
 * idle for `idleSeconds`, not voided by "sign out everywhere", person not disabled. All moments
 * are compared by the database's clock.
 */
export async function findLiveSession(
  tx: Executor,
  named: { sessionId: string; staffId: StaffId },
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
        eq(staffSessions.id, named.sessionId),
        eq(staff.id, named.staffId),
        isNull(staffSessions.revokedAt),
        isNull(staff.disabledAt),
        gt(staffSessions.expiresAt, sql`now()`),
        gt(staffSessions.lastSeenAt, sql`now() - ${after(idleSeconds)}`),
        gte(staffSessions.createdAt, staff.sessionsValidFrom),
      ),
    )
  return row
}

/** Notes that a session is in use; writes at most once a minute, however many ask at once. */
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

/** Ends one session of a person; false when it was over already. */
export async function revokeSession(
  tx: Executor,
  named: { sessionId: string; staffId: StaffId },
): Promise<boolean> {
  const rows = await tx
    .update(staffSessions)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(staffSessions.id, named.sessionId),
        eq(staffSessions.staffId, named.staffId),
        isNull(staffSessions.revokedAt),
      ),
    )
    .returning({ id: staffSessions.id })
  return rows.length > 0
}

/** Ends every session of a person; returns how many were open. */
export async function revokeAllSessions(tx: Executor, staffId: StaffId): Promise<number> {
  const rows = await tx
    .update(staffSessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(staffSessions.staffId, staffId), isNull(staffSessions.revokedAt)))
    .returning({ id: staffSessions.id })
  return rows.length
}

/** Forgets a person's sessions that ended so long ago that their address counts no more. */
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
