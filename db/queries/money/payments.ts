import { and, eq, notExists, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { payments, paymentTransactions } from '@/db/schema/payments'
import type { OrderId, PaymentId } from '@/domain/ids'
import { rowChange } from '../sql/row-change'
import { rowWriter } from '../sql/row-writer'
import { preparedRows } from '../sql/whole-rows'

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
const writeTransactions = rowWriter(
  paymentTransactions,
  sql`on conflict (idempotency_key) do nothing`,
)

export type PaymentRow = typeof payments.$inferSelect
export type PaymentTransactionRow = typeof paymentTransactions.$inferSelect
export type NewPaymentTransaction = typeof paymentTransactions.$inferInsert

/** An order's tenders in the order in which the storefront opened them. */
export function listPayments(tx: Executor, orderId: OrderId): Promise<PaymentRow[]> {
  return paymentsOf(tx, { orderId })
}

export function listPaymentTransactions(
  tx: Executor,
  orderId: OrderId,
): Promise<PaymentTransactionRow[]> {
  return transactionsOf(tx, { orderId })
}

/** What we tried on a tender ourselves, newest first; storefront's own transactions are left out. */
export function listOwnTransactions(
  tx: Executor,
  paymentId: PaymentId,
  kind: PaymentTransactionRow['kind'],
): Promise<PaymentTransactionRow[]> {
  return ownTransactions(tx, { paymentId, kind })
}

/** Stores a transaction; a repeat under the same idempotency key changes nothing. */
export async function insertPaymentTransaction(
  tx: Executor,
  row: NewPaymentTransaction,
): Promise<void> {
  await writeTransactions(tx, [row])
}

const changePending = rowChange(
  paymentTransactions,
  (key) => sql`idempotency_key = ${key} and status = 'pending'`,
)

/** Records how a pending transaction ended, or what is known of it so far; settled ones stay. */
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
 * Stores under which reference the gateway knows a payment; false when a charge under the one
 * before has no answer yet.
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
