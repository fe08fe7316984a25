import { and, eq, notExists, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { payments, paymentTransactions } from '@/db/schema/payments'
import type { OrderId, PaymentId } from '@/domain/ids'
import { preparedInsert } from '../sql/prepared-insert'
import { preparedRows } from '../sql/prepared-rows'
import { preparedUpdate } from '../sql/prepared-update'

const paymentsOf = preparedRows(payments)<{ orderId: OrderId }>(
  ({ orderId }) => sql`where order_id = ${orderId} order by created_at, id`,
)
const transactionsBy = preparedRows(paymentTransactions)
const transactionsOf = transactionsBy<{ orderId: OrderId }>(
  ({ orderId }) => sql`where order_id = ${orderId} order by id`,
)
const ownTransactions = transactionsBy<{ paymentId: PaymentId; kind: string }>(
  ({ paymentId, kind }) =>
    sql`where payment_id = ${paymentId} and kind = ${kind} and source = 'pipeline' order by id desc`,
)
const writeTransactions = preparedInsert(
  paymentTransactions,
  sql`on conflict (idempotency_key) do nothing`,
)

export type PaymentRow = typeof payments.$inferSelect
export type PaymentTransactionRow = typeof paymentTransactions.$inferSelect
export type NewPaymentTransaction = typeof paymentTransactions.$inferInsert

/** Returns an order's tenders in the order of their creation at the storefront. */
export function listPayments(tx: Executor, orderId: OrderId): Promise<PaymentRow[]> {
  return paymentsOf(tx, { orderId })
}

export function listPaymentTransactions(
  tx: Executor,
  orderId: OrderId,
): Promise<PaymentTransactionRow[]> {
  return transactionsOf(tx, { orderId })
}

/** Returns our own transactions on a tender, without the storefront's, newest first. */
export function listOwnTransactions(
  tx: Executor,
  paymentId: PaymentId,
  kind: PaymentTransactionRow['kind'],
): Promise<PaymentTransactionRow[]> {
  return ownTransactions(tx, { paymentId, kind })
}

/** Inserts a transaction; a repeat with the same idempotency key changes nothing. */
export async function insertPaymentTransaction(
  tx: Executor,
  row: NewPaymentTransaction,
): Promise<void> {
  await writeTransactions(tx, [row])
}

const changePending = preparedUpdate(
  paymentTransactions,
  (key) => sql`idempotency_key = ${key} and status = 'pending'`,
)

/** Updates a pending transaction; settled transactions don't change. */
export async function savePendingTransaction(
  tx: Executor,
  idempotencyKey: string,
  change: Partial<
    Pick<
      PaymentTransactionRow,
      | 'status'
      | 'amountMinor'
      | 'amountShopMinor'
      | 'gatewayReference'
      | 'errorCode'
      | 'errorMessage'
      | 'raw'
      | 'at'
    >
  >,
): Promise<void> {
  await changePending(tx, idempotencyKey, change)
}

/**
 * Changes the gateway reference of a payment; returns false while a charge with the previous reference
 * is pending.
 */
export async function savePaymentReference(
  tx: Executor,
  paymentId: PaymentId,
  reference: string,
): Promise<boolean> {
  const open = tx
    .select({ id: paymentTransactions.id })
    .from(paymentTransactions)
    .where(
      and(eq(paymentTransactions.paymentId, paymentId), eq(paymentTransactions.status, 'pending')),
    )
  const rows = await tx
    .update(payments)
    .set({ gatewayReference: reference })
    .where(and(eq(payments.id, paymentId), notExists(open)))
    .returning({ id: payments.id })
  return rows.length > 0
}
