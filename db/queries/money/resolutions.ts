import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { preparedStatement } from '@/db/prepared-statement'
import { resolutionLines, resolutions, resolutionTenders } from '@/db/schema/resolutions'
import type { OrderId, OrderLineId, ResolutionId } from '@/domain/ids'
import { preparedRows } from '../sql/prepared-rows'

const resolutionsBy = preparedRows(resolutions)
const byId = resolutionsBy<{ resolutionId: ResolutionId }>(
  ({ resolutionId }) => sql`where id = ${resolutionId}`,
)
const byKey = resolutionsBy<{ idempotencyKey: string }>(
  ({ idempotencyKey }) => sql`where idempotency_key = ${idempotencyKey}`,
)
const byOrder = resolutionsBy<{ orderId: OrderId }>(
  ({ orderId }) => sql`where order_id = ${orderId} order by id`,
)
const latestOf = resolutionsBy<{ orderId: OrderId }>(
  ({ orderId }) => sql`where order_id = ${orderId} order by id desc limit 1`,
)

export type ResolutionRow = typeof resolutions.$inferSelect
export type NewResolution = typeof resolutions.$inferInsert
export type ResolutionLineRow = typeof resolutionLines.$inferSelect
export type NewResolutionLine = Omit<typeof resolutionLines.$inferInsert, 'resolutionId'>
export type ResolutionTenderRow = typeof resolutionTenders.$inferSelect
export type NewResolutionTender = Omit<typeof resolutionTenders.$inferInsert, 'resolutionId'>

/** Inserts a resolution; undefined when its idempotency key is already used. */
export async function insertResolution(
  tx: Executor,
  row: NewResolution,
): Promise<ResolutionRow | undefined> {
  const rows = await tx
    .insert(resolutions)
    .values(row)
    .onConflictDoNothing({ target: resolutions.idempotencyKey })
    .returning()
  return rows[0]
}

export async function insertResolutionParts(
  tx: Executor,
  resolutionId: ResolutionId,
  lines: NewResolutionLine[],
  tenders: NewResolutionTender[],
): Promise<void> {
  if (lines.length > 0) {
    await tx.insert(resolutionLines).values(lines.map((line) => ({ ...line, resolutionId })))
  }
  if (tenders.length > 0) {
    await tx.insert(resolutionTenders).values(tenders.map((part) => ({ ...part, resolutionId })))
  }
}

export async function findResolution(
  tx: Executor,
  resolutionId: ResolutionId,
): Promise<ResolutionRow | undefined> {
  const rows = await byId(tx, { resolutionId })
  return rows[0]
}

export async function findResolutionByKey(
  tx: Executor,
  idempotencyKey: string,
): Promise<ResolutionRow | undefined> {
  const rows = await byKey(tx, { idempotencyKey })
  return rows[0]
}

/** Returns an order's refunds and reshipments, oldest first. */
export function listResolutions(tx: Executor, orderId: OrderId): Promise<ResolutionRow[]> {
  return byOrder(tx, { orderId })
}

/** Returns an order's latest refund or reshipment. */
export async function findLatestResolution(
  tx: Executor,
  orderId: OrderId,
): Promise<ResolutionRow | undefined> {
  const rows = await latestOf(tx, { orderId })
  return rows[0]
}

export async function saveResolution(
  tx: Executor,
  resolutionId: ResolutionId,
  change: Partial<ResolutionRow>,
): Promise<void> {
  await tx
    .update(resolutions)
    .set({ ...change, version: sql`${resolutions.version} + 1` })
    .where(eq(resolutions.id, resolutionId))
}

export function listResolutionLines(
  tx: Executor,
  resolutionId: ResolutionId,
): Promise<ResolutionLineRow[]> {
  return tx
    .select()
    .from(resolutionLines)
    .where(eq(resolutionLines.resolutionId, resolutionId))
    .orderBy(asc(resolutionLines.id))
}

/** Marks lines as restocked or written off. */
export async function markRestocked(tx: Executor, lineIds: OrderLineId[], at: Date): Promise<void> {
  if (lineIds.length === 0) return
  await tx
    .update(resolutionLines)
    .set({ restockedAt: at })
    .where(and(inArray(resolutionLines.id, lineIds), isNull(resolutionLines.restockedAt)))
}

/** Returns the tender parts of a refund in order of execution. */
export function listResolutionTenders(
  tx: Executor,
  resolutionId: ResolutionId,
): Promise<ResolutionTenderRow[]> {
  return tx
    .select()
    .from(resolutionTenders)
    .where(eq(resolutionTenders.resolutionId, resolutionId))
    .orderBy(asc(resolutionTenders.position))
}

export async function saveResolutionTender(
  tx: Executor,
  tenderId: string,
  change: Partial<ResolutionTenderRow>,
): Promise<void> {
  await tx.update(resolutionTenders).set(change).where(eq(resolutionTenders.id, tenderId))
}

const sumUnshipped = preparedStatement<{ orderId: OrderId }>(
  ({ orderId }) => sql`
    select line_id, sum(unshipped_quantity)::int as units
    from resolution_lines join resolutions on resolutions.id = resolution_id
    where order_id = ${orderId} and kind = 'refund' and source = 'person'
      and status in ('pending', 'succeeded', 'incomplete')
    group by line_id`,
)

/** Returns the units of each line that a user refunded before they shipped. */
export async function sumUnshippedRefunds(
  tx: Executor,
  orderId: OrderId,
): Promise<ReadonlyMap<string, number>> {
  const rows = await sumUnshipped(tx, { orderId })
  return new Map(rows.map((row) => [String(row.line_id), Number(row.units)]))
}
