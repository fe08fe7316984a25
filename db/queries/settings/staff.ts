import { and, eq, exists, gt, isNull, max, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { staff, staffSessions } from '@/db/schema/staff'
import type { StaffId } from '@/domain/ids'
import type { Role } from '@/domain/staff/permissions'

/** The data of a staff member for sign-in. */
export type SignInCandidate = {
  id: string
  name: string
  email: string
  role: Role
  passwordHash: string | null
  isDisabled: boolean
  /** Whether they signed in from this IP address within the last 90 days. */
  isKnownAddress: boolean
}

/** Returns the staff member with a lower-case email address, signing in from `address` (an IP). */
export async function findSignInCandidate(
  tx: Executor,
  email: string,
  address: string,
): Promise<SignInCandidate | undefined> {
  const earlier = tx
    .select({ one: sql`1` })
    .from(staffSessions)
    .where(
      and(
        eq(staffSessions.staffId, staff.id),
        eq(staffSessions.address, address),
        gt(staffSessions.createdAt, sql`now() - interval '90 days'`),
      ),
    )
  const [found] = await tx
    .select({
      id: staff.id,
      name: staff.name,
      email: staff.email,
      role: staff.role,
      passwordHash: staff.passwordHash,
      isDisabled: sql<boolean>`${staff.disabledAt} is not null`,
      isKnownAddress: sql<boolean>`${address} <> '' and ${exists(earlier)}`,
    })
    .from(staff)
    .where(eq(staff.email, email))
  return found
}

/** Inserts staff members whose email address is new; returns the inserted ones. */
export async function insertNewStaff(
  tx: Executor,
  people: { email: string; name: string; role: Role; passwordHash: string | null }[],
): Promise<{ id: string; email: string }[]> {
  if (people.length === 0) return []
  return tx
    .insert(staff)
    .values(people)
    .onConflictDoNothing({ target: staff.email })
    .returning({ id: staff.id, email: staff.email })
}

/** Returns the email addresses that already exist. */
export async function listKnownEmails(tx: Executor, emails: string[]): Promise<string[]> {
  const rows = await tx
    .select({ email: staff.email })
    .from(staff)
    .where(sql`${staff.email} = any(${sql.param(emails)})`)
  return rows.map((row) => row.email)
}

/** Saves a password and invalidates all sessions; undefined when the email address is unknown. */
export async function savePasswordHash(
  tx: Executor,
  email: string,
  passwordHash: string,
): Promise<{ id: string } | undefined> {
  const [row] = await tx
    .update(staff)
    .set({ passwordHash, sessionsValidFrom: sql`now()`, version: sql`${staff.version} + 1` })
    .where(eq(staff.email, email))
    .returning({ id: staff.id })
  return row
}

/** Invalidates all current sessions; returns false when the staff member does not exist. */
export async function voidSessionsBeforeNow(tx: Executor, staffId: StaffId): Promise<boolean> {
  const voided = await tx
    .update(staff)
    .set({ sessionsValidFrom: sql`now()` })
    .where(eq(staff.id, staffId))
    .returning({ id: staff.id })
  return voided.length > 0
}

/** Returns a staff member, including disabled ones. */
export async function findColleague(
  tx: Executor,
  staffId: StaffId,
): Promise<{ id: string; name: string; role: Role; isDisabled: boolean } | undefined> {
  const isDisabled = sql<boolean>`${staff.disabledAt} is not null`
  const [row] = await tx
    .select({ id: staff.id, name: staff.name, role: staff.role, isDisabled })
    .from(staff)
    .where(eq(staff.id, staffId))
  return row
}

/** Lists all staff members who may sign in, by name. */
export function listColleagues(tx: Executor): Promise<{ id: string; name: string; role: Role }[]> {
  return tx
    .select({ id: staff.id, name: staff.name, role: staff.role })
    .from(staff)
    .where(isNull(staff.disabledAt))
    .orderBy(staff.name, staff.id)
}

/** A row of the staff list. */
export type StaffMember = {
  id: string
  email: string
  name: string
  role: Role
  hasPassword: boolean
  disabledAt: Date | null
  createdAt: Date
  /** When they were last active; null: never. */
  lastSeenAt: Date | null
  version: number
}

/** Lists all staff members by name, disabled ones last. */
export function listStaff(tx: Executor): Promise<StaffMember[]> {
  return tx
    .select({
      id: staff.id,
      email: staff.email,
      name: staff.name,
      role: staff.role,
      hasPassword: sql<boolean>`${staff.passwordHash} is not null`,
      disabledAt: staff.disabledAt,
      createdAt: staff.createdAt,
      lastSeenAt: max(staffSessions.lastSeenAt),
      version: staff.version,
    })
    .from(staff)
    .leftJoin(staffSessions, eq(staffSessions.staffId, staff.id))
    .groupBy(staff.id)
    .orderBy(sql`${staff.disabledAt} is not null`, staff.name, staff.id)
}

type StaffFacts = Pick<typeof staff.$inferSelect, 'id' | 'name' | 'role' | 'disabledAt' | 'version'>

/** Locks all enabled admins, in a fixed order to avoid deadlocks; returns their IDs. */
export async function lockAdmins(tx: Executor): Promise<string[]> {
  const rows = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.role, 'admin'), isNull(staff.disabledAt)))
    .orderBy(staff.id)
    .for('update')
  return rows.map(({ id }) => id)
}

export async function lockStaff(tx: Executor, staffId: StaffId): Promise<StaffFacts | undefined> {
  const { id, name, role, disabledAt, version } = staff
  const [row] = await tx
    .select({ id, name, role, disabledAt, version })
    .from(staff)
    .where(eq(id, staffId))
    .for('update')
  return row
}

export async function saveStaff(
  tx: Executor,
  staffId: StaffId,
  change: Pick<StaffFacts, 'name' | 'role' | 'disabledAt'>,
): Promise<void> {
  await tx
    .update(staff)
    .set({ ...change, version: sql`${staff.version} + 1` })
    .where(eq(staff.id, staffId))
}
