import { and, eq, exists, gt, isNull, max, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { staff, staffSessions } from '@/db/schema/staff'
import type { StaffId } from '@/domain/ids'
import type { Role } from '@/domain/staff/permissions'

/** What signing in needs to know of a person. */
export type SignInCandidate = {
  id: string
  name: string
  email: string
  role: Role
  passwordHash: string | null
  isDisabled: boolean
  /** They signed in from this network address within the last 90 days. */
  isKnownAddress: boolean
}

/** The person of an email address in lower case, seen from a network address. */
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

/** Adds people whose email address is not there yet; returns how many. */
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

/** Which of these email addresses have a row. */
export async function listKnownEmails(tx: Executor, emails: string[]): Promise<string[]> {
  const rows = await tx
    .select({ email: staff.email })
    .from(staff)
    .where(sql`${staff.email} = any(${sql.param(emails)})`)
  return rows.map((row) => row.email)
}

/** Sets a password and voids every session; undefined when nobody has this email address. */
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

/** Voids every session that was made before this moment; false when nobody has this id. */
export async function voidSessionsBeforeNow(tx: Executor, staffId: StaffId): Promise<boolean> {
  const voided = await tx
    .update(staff)
    .set({ sessionsValidFrom: sql`now()` })
    .where(eq(staff.id, staffId))
    .returning({ id: staff.id })
  return voided.length > 0
}

/** A person of the staff by id, also one who may no longer sign in. */
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

/** Everybody who may sign in, by name. */
export function listColleagues(tx: Executor): Promise<{ id: string; name: string; role: Role }[]> {
  return tx
    .select({ id: staff.id, name: staff.name, role: staff.role })
    .from(staff)
    .where(isNull(staff.disabledAt))
    .orderBy(staff.name, staff.id)
}

/** A person of the staff list, for whoever keeps it. */
export type StaffMember = {
  id: string
  email: string
  name: string
  role: Role
  hasPassword: boolean
  disabledAt: Date | null
  createdAt: Date
  /** When they last did anything; null: not since they were added. */
  lastSeenAt: Date | null
  version: number
}

/** Everybody on the staff list: who may sign in first, then by name. */
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

/** Locks everybody who may run the portal, always in the same order; returns their ids. */
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
