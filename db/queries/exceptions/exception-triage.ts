import { and, asc, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { exceptionEvents, exceptions } from '@/db/schema/exceptions'
import { orders } from '@/db/schema/orders/orders'
import { staff } from '@/db/schema/staff'
import type { ExceptionId, OrderId, StaffId } from '@/domain/ids'
import type { Role } from '@/domain/staff/permissions'
import type { ExceptionRow } from './exceptions'
import { stillOpen } from './inbox-conditions'

/** Returns an exception's order, so that the order can be locked first. */
export async function findExceptionOrder(
  tx: Executor,
  exceptionId: ExceptionId,
): Promise<{ orderId: OrderId | null } | undefined> {
  const [row] = await tx
    .select({ orderId: exceptions.orderId })
    .from(exceptions)
    .where(eq(exceptions.id, exceptionId))
  return row
}

/** Locks an exception. The caller must already hold the lock of its order. */
export async function lockException(
  tx: Executor,
  exceptionId: ExceptionId,
): Promise<ExceptionRow | undefined> {
  const rows = await tx
    .select()
    .from(exceptions)
    .where(eq(exceptions.id, exceptionId))
    .for('update')
  return rows[0]
}

/** Returns whether the order has another open exception. */
export async function hasOtherOpen(
  tx: Executor,
  orderId: OrderId,
  exceptionId: ExceptionId,
): Promise<boolean> {
  const rows = await tx
    .select({ id: exceptions.id })
    .from(exceptions)
    .where(and(eq(exceptions.orderId, orderId), ne(exceptions.id, exceptionId), stillOpen))
    .limit(1)
  return rows.length > 0
}

export type StaffName = { id: string; name: string; role: Role }

/** Returns a staff member who is not deactivated. */
export async function findActiveStaff(
  tx: Executor,
  staffId: StaffId,
): Promise<StaffName | undefined> {
  const [row] = await tx
    .select({ id: staff.id, name: staff.name, role: staff.role })
    .from(staff)
    .where(and(eq(staff.id, staffId), isNull(staff.disabledAt)))
  return row
}

/** Returns the name of a current or former staff member. */
export async function findStaffName(tx: Executor, staffId: StaffId): Promise<string | undefined> {
  const [row] = await tx.select({ name: staff.name }).from(staff).where(eq(staff.id, staffId))
  return row?.name
}

/** Lists the active staff of these roles by name. */
export function listStaffOfRoles(roles: readonly Role[]): Promise<StaffName[]> {
  return getDb()
    .select({ id: staff.id, name: staff.name, role: staff.role })
    .from(staff)
    .where(and(inArray(staff.role, [...roles]), isNull(staff.disabledAt)))
    .orderBy(asc(staff.name), asc(staff.id))
}

/** Returns the latest change by someone else after the version that a person saw. */
export async function findChangeByOthers(
  tx: Executor,
  exceptionId: ExceptionId,
  seen: { version: number; staffId: StaffId },
): Promise<{ actorName: string } | undefined> {
  const [row] = await tx
    .select({ actorName: exceptionEvents.actorName })
    .from(exceptionEvents)
    .where(
      and(
        eq(exceptionEvents.exceptionId, exceptionId),
        eq(exceptionEvents.actorKind, 'person'),
        ne(exceptionEvents.actorId, seen.staffId),
        sql`(${exceptionEvents.data} ->> 'version')::int > ${seen.version}`,
      ),
    )
    .orderBy(desc(exceptionEvents.id))
    .limit(1)
  return row
}

export type ExceptionEventRow = typeof exceptionEvents.$inferSelect

/** Returns the user's change that created this version, or undefined if it was not a user's. */
export async function findTriageEvent(
  tx: Executor,
  exceptionId: ExceptionId,
  version: number,
): Promise<ExceptionEventRow | undefined> {
  const [row] = await tx
    .select()
    .from(exceptionEvents)
    .where(
      and(
        eq(exceptionEvents.exceptionId, exceptionId),
        eq(exceptionEvents.actorKind, 'person'),
        sql`(${exceptionEvents.data} ->> 'version')::int = ${version}`,
      ),
    )
    .orderBy(desc(exceptionEvents.id))
    .limit(1)
  return row
}

/** Returns the facts of an exception that the triage bar shows; undefined when it does not exist. */
export async function findTriage(exceptionId: ExceptionId) {
  const [row] = await getDb()
    .select({
      id: exceptions.id,
      kind: exceptions.kind,
      step: exceptions.step,
      stage: exceptions.stage,
      status: exceptions.status,
      severity: exceptions.severity,
      message: exceptions.message,
      orderId: exceptions.orderId,
      orderName: orders.name,
      webhookId: exceptions.webhookId,
      assigneeId: exceptions.assigneeId,
      assigneeName: staff.name,
      dueAt: exceptions.dueAt,
      nextAttemptAt: exceptions.nextAttemptAt,
      waitUntil: exceptions.waitUntil,
      waitReason: exceptions.waitReason,
      ignoredUntil: exceptions.ignoredUntil,
      closedAt: exceptions.closedAt,
      closedBy: exceptions.closedBy,
      version: exceptions.version,
    })
    .from(exceptions)
    .leftJoin(orders, eq(orders.id, exceptions.orderId))
    .leftJoin(staff, eq(staff.id, exceptions.assigneeId))
    .where(eq(exceptions.id, exceptionId))
  return row
}
