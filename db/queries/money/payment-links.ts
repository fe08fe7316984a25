import { and, asc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { paymentLinks } from '@/db/schema/payment-links'
import type { ExceptionId, OrderId } from '@/domain/ids'
import { preparedRows } from '../sql/prepared-rows'

export type PaymentLinkRow = typeof paymentLinks.$inferSelect

const ACTIVE = ['requested', 'open'] as const

/** A payment link as the exception page shows it. */
export type ShownLink = Pick<
  PaymentLinkRow,
  'id' | 'status' | 'url' | 'amountMinor' | 'currency' | 'createdAt' | 'closedAt' | 'error'
> & { requestedByName: string }

const linksOf = preparedRows(paymentLinks, ['message', 'recipient'])<{ exceptionId: ExceptionId }>(
  ({ exceptionId }) => sql`where exception_id = ${exceptionId} order by id desc`,
)

/** Returns the payment links of an exception, latest first. */
export async function listShownLinks(tx: Executor, exceptionId: ExceptionId): Promise<ShownLink[]> {
  const rows = await linksOf(tx, { exceptionId })
  return rows.map(
    ({ id, status, url, amountMinor, currency, createdAt, closedAt, error, requestedByName }) => ({
      id,
      status,
      url,
      amountMinor,
      currency,
      createdAt,
      closedAt,
      error,
      requestedByName,
    }),
  )
}

/** Inserts a requested link; undefined when the order already has an active one. */
export async function insertPaymentLink(
  tx: Executor,
  row: typeof paymentLinks.$inferInsert,
): Promise<PaymentLinkRow | undefined> {
  const [link] = await tx.insert(paymentLinks).values(row).onConflictDoNothing().returning()
  return link
}

/** Returns a link; it doesn't change while its order is locked. */
export async function findPaymentLink(
  tx: Executor,
  linkId: string,
): Promise<PaymentLinkRow | undefined> {
  const [link] = await tx.select().from(paymentLinks).where(eq(paymentLinks.id, linkId))
  return link
}

/** Returns the order's active link: requested or open. */
export async function findActiveLink(
  tx: Executor,
  orderId: OrderId,
): Promise<PaymentLinkRow | undefined> {
  const [link] = await tx
    .select()
    .from(paymentLinks)
    .where(and(eq(paymentLinks.orderId, orderId), inArray(paymentLinks.status, [...ACTIVE])))
  return link
}

export async function savePaymentLink(
  tx: Executor,
  linkId: string,
  change: Partial<Omit<PaymentLinkRow, 'id' | 'orderId'>>,
): Promise<void> {
  await tx.update(paymentLinks).set(change).where(eq(paymentLinks.id, linkId))
}

/** Closes the order's active link; the next poll, due now, deactivates it at the provider. */
export async function closeActiveLinks(tx: Executor, orderId: OrderId, now: Date): Promise<void> {
  await tx
    .update(paymentLinks)
    .set({ status: 'closed', closedAt: now, nextPollAt: now })
    .where(and(eq(paymentLinks.orderId, orderId), inArray(paymentLinks.status, [...ACTIVE])))
}

/** Returns the links whose poll is due, longest overdue first. */
export function listDueLinks(tx: Executor, now: Date, limit: number): Promise<PaymentLinkRow[]> {
  return tx
    .select()
    .from(paymentLinks)
    .where(and(isNotNull(paymentLinks.nextPollAt), lte(paymentLinks.nextPollAt, now)))
    .orderBy(asc(paymentLinks.nextPollAt))
    .limit(limit)
}

/** Counts a poll and schedules the next one; null: no more polls. */
export async function savePoll(
  tx: Executor,
  linkId: string,
  change: Pick<PaymentLinkRow, 'nextPollAt'> &
    Partial<Pick<PaymentLinkRow, 'deactivatedAt' | 'error'>>,
): Promise<void> {
  await tx
    .update(paymentLinks)
    .set({ ...change, attempts: sql`${paymentLinks.attempts} + 1` })
    .where(eq(paymentLinks.id, linkId))
}
