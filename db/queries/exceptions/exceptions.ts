import { and, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { exceptions } from '@/db/schema/exceptions'
import type { ExceptionId, OrderId, StaffId, WebhookId } from '@/domain/ids'
import type { Actor } from '@/domain/staff/actor'

export type ExceptionRow = typeof exceptions.$inferSelect
export type NewException = typeof exceptions.$inferInsert

/** Identifies an exception: at most one is open per key. */
export type ExceptionKey = {
  orderId?: OrderId | undefined
  webhookId?: WebhookId | undefined
  step?: string | undefined
  kind: string
}

const OPEN = ['retrying', 'open', 'in_progress', 'waiting'] as const
const isOpen = inArray(exceptions.status, [...OPEN])

function matches(key: ExceptionKey): SQL | undefined {
  if (!key.orderId) {
    return and(
      isNull(exceptions.orderId),
      eq(exceptions.kind, key.kind),
      key.webhookId ? eq(exceptions.webhookId, key.webhookId) : isNull(exceptions.webhookId),
    )
  }
  return and(
    eq(exceptions.orderId, key.orderId),
    eq(exceptions.kind, key.kind),
    key.step ? eq(exceptions.step, key.step) : isNull(exceptions.step),
  )
}

/** Locks and returns the open exception of this key; undefined when none is open. */
export async function lockOpenException(
  tx: Executor,
  key: ExceptionKey,
): Promise<ExceptionRow | undefined> {
  const rows = await tx
    .select()
    .from(exceptions)
    .where(and(matches(key), isOpen))
    .for('update')
  return rows[0]
}

/** Returns the most recently closed exception of this key. */
export async function findClosedException(
  tx: Executor,
  key: ExceptionKey,
): Promise<ExceptionRow | undefined> {
  const rows = await tx
    .select()
    .from(exceptions)
    .where(and(matches(key), inArray(exceptions.status, ['resolved', 'ignored'])))
    .orderBy(desc(exceptions.closedAt), desc(exceptions.id))
    .limit(1)
  return rows[0]
}

/** Returns the new ID; undefined when a concurrent transaction opened the same exception. */
export async function insertException(
  tx: Executor,
  row: NewException,
): Promise<string | undefined> {
  const rows = await tx
    .insert(exceptions)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: exceptions.id })
  return rows[0]?.id
}

export async function saveException(
  tx: Executor,
  exceptionId: ExceptionId,
  change: Partial<ExceptionRow>,
): Promise<void> {
  await tx
    .update(exceptions)
    .set({ ...change, version: sql`${exceptions.version} + 1` })
    .where(eq(exceptions.id, exceptionId))
}

/** Resolves all open exceptions that match. Omitted fields match anything. */
export function resolveExceptions(
  tx: Executor,
  filter: Partial<ExceptionKey>,
  closed: { closedAt: Date; closedBy: string; closedByKind: Actor['kind'] },
): Promise<Pick<ExceptionRow, 'id' | 'orderId' | 'step' | 'kind' | 'openedAt'>[]> {
  return tx
    .update(exceptions)
    .set({
      ...closed,
      status: 'resolved',
      nextAttemptAt: null,
      version: sql`${exceptions.version} + 1`,
    })
    .where(
      and(
        isOpen,
        filter.orderId ? eq(exceptions.orderId, filter.orderId) : undefined,
        filter.webhookId ? eq(exceptions.webhookId, filter.webhookId) : undefined,
        filter.step ? eq(exceptions.step, filter.step) : undefined,
        filter.kind ? eq(exceptions.kind, filter.kind) : undefined,
      ),
    )
    .returning({
      id: exceptions.id,
      orderId: exceptions.orderId,
      step: exceptions.step,
      kind: exceptions.kind,
      openedAt: exceptions.openedAt,
    })
}

/** Lists the open exceptions of an order, oldest first. */
export function listOpenExceptions(tx: Executor, orderId: OrderId): Promise<ExceptionRow[]> {
  return tx
    .select()
    .from(exceptions)
    .where(and(eq(exceptions.orderId, orderId), isOpen))
    .orderBy(exceptions.id)
}

/** Records who last worked on these exceptions, and when someone first did. */
export async function touchExceptions(
  tx: Executor,
  ids: string[],
  touch: { staffId: StaffId; now: Date },
): Promise<void> {
  const { staffId, now } = touch
  await tx
    .update(exceptions)
    .set({
      firstTouchedAt: sql`coalesce(${exceptions.firstTouchedAt}, ${now.toISOString()}::timestamptz)`,
      lastTouchedById: staffId,
    })
    .where(inArray(exceptions.id, ids))
}
