import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { payments, paymentTransactions } from '@/db/schema/payments'
import type { OrderId } from '@/domain/ids'
import { preparedInsert } from '../sql/prepared-insert'
import type { NewPaymentTransaction, PaymentRow, PaymentTransactionRow } from './payments'

const writeTransactions = preparedInsert(
  paymentTransactions,
  sql`on conflict (idempotency_key) do update set status = excluded.status,
    amount_minor = excluded.amount_minor, amount_shop_minor = excluded.amount_shop_minor,
    error_code = excluded.error_code, error_message = excluded.error_message, at = excluded.at
    where payment_transactions.status = 'pending' returning id`,
)

export type NewPayment = typeof payments.$inferInsert

/** Returns a transaction by the storefront's ID, with its tender. */
export async function findStorefrontTransaction(
  tx: Executor,
  orderId: OrderId,
  externalId: string,
): Promise<{ transaction: PaymentTransactionRow; payment: PaymentRow } | undefined> {
  const [row] = await tx
    .select({ transaction: paymentTransactions, payment: payments })
    .from(paymentTransactions)
    .innerJoin(payments, eq(payments.id, paymentTransactions.paymentId))
    .where(
      and(eq(paymentTransactions.orderId, orderId), eq(paymentTransactions.externalId, externalId)),
    )
  return row
}

/** Returns the statuses of known transactions, by the storefront's IDs. */
export async function listTransactionStatuses(
  tx: Executor,
  orderId: OrderId,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string | null, PaymentTransactionRow['status']>> {
  if (externalIds.length === 0) return new Map()
  const rows = await tx
    .select({ externalId: paymentTransactions.externalId, status: paymentTransactions.status })
    .from(paymentTransactions)
    .where(
      and(
        eq(paymentTransactions.orderId, orderId),
        inArray(paymentTransactions.externalId, [...externalIds]),
      ),
    )
  return new Map(rows.map(({ externalId, status }) => [externalId, status]))
}

export async function insertPayment(tx: Executor, row: NewPayment): Promise<PaymentRow> {
  const [payment] = await tx.insert(payments).values(row).returning()
  if (!payment) throw new Error(`The tender ${row.externalId} could not be stored.`)
  return payment
}

/**
 * Saves a storefront's transaction: inserts it or updates a pending one. Returns false for a settled
 * one, which doesn't change.
 */
export async function saveStorefrontTransaction(
  tx: Executor,
  row: NewPaymentTransaction,
): Promise<boolean> {
  const saved = await writeTransactions(tx, [row])
  return saved.length > 0
}
