import { and, asc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { paymentLinks } from '@/db/schema/payment-links'
import type { ExceptionId, OrderId } from '@/domain/ids'
import { wholeRows } from '../sql/whole-rows'

export type PaymentLinkRow = typeof paymentLinks.$inferSelect

const LIVE = ['requested', 'open'] as const

/** What the page of an exception shows of the links that were made for it, the latest first. */
export type ShownLink = Pick<
  PaymentLinkRow,
  'id' | 'status' | 'url' | 'amountMinor' | 'currency' | 'createdAt' | 'closedAt' | 'error'
> & { requestedByName: string }

const readLinks = wholeRows(paymentLinks, ['message', 'recipient'])

export async function listShownLinks(tx: Executor, exceptionId: ExceptionId): Promise<ShownLink[]> {
  const rows = await readLinks(tx, sql`where exception_id = ${exceptionId} order by id desc`)
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

/** Stores a link that is to be made; undefined when the order has one that can be paid. */
export async function insertPaymentLink(
  tx: Executor,
  row: typeof paymentLinks.$inferInsert,
): Promise<PaymentLinkRow | undefined> {
  const [link] = await tx.insert(paymentLinks).values(row).onConflictDoNothing().returning()
  return link
}

/** A link; under the lock on its order it stays as it is. */
export async function findPaymentLink(
  tx: Executor,
  linkId: string,
): Promise<PaymentLinkRow | undefined> {
  const [link] = await tx.select().from(paymentLinks).where(eq(paymentLinks.id, linkId))
  return link
}

/** The order's link that is being made or can be paid. */
export async function findLiveLink(
  tx: Executor,
  orderId: OrderId,
): Promise<PaymentLinkRow | undefined> {
  const [link] = await tx
    .select()
    .from(paymentLinks)
    .where(and(eq(paymentLinks.orderId, orderId), inArray(paymentLinks.status, [...LIVE])))
  return link
}

export async function savePaymentLink(
  tx: Executor,
  linkId: string,
  change: Partial<Omit<PaymentLinkRow, 'id' | 'orderId'>>,
): Promise<void> {
  await tx.update(paymentLinks).set(change).where(eq(paymentLinks.id, linkId))
}

/** Nobody is to pay by the order's link any more: it is shut at the next look, which is due now. */
export async function closeLiveLinks(tx: Executor, orderId: OrderId, now: Date): Promise<void> {
  await tx
    .update(paymentLinks)
    .set({ status: 'closed', closedAt: now, nextLookAt: now })
    .where(and(eq(paymentLinks.orderId, orderId), inArray(paymentLinks.status, [...LIVE])))
}

/** Links that are to be looked at by now, the longest due first. */
export function listDueLinks(tx: Executor, now: Date, limit: number): Promise<PaymentLinkRow[]> {
  return tx
    .select()
    .from(paymentLinks)
    .where(and(isNotNull(paymentLinks.nextLookAt), lte(paymentLinks.nextLookAt, now)))
    .orderBy(asc(paymentLinks.nextLookAt))
    .limit(limit)
}

/** Counts a look, and says when the next one is due; null: never. */
export async function noteLook(
  tx: Executor,
  linkId: string,
  change: Pick<PaymentLinkRow, 'nextLookAt'> & Partial<Pick<PaymentLinkRow, 'shutAt' | 'error'>>,
): Promise<void> {
  await tx
    .update(paymentLinks)
    .set({ ...change, attempts: sql`${paymentLinks.attempts} + 1` })
    .where(eq(paymentLinks.id, linkId))
}
