import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { payments, paymentTransactions } from '@/db/schema/payments'
import type { OrderId } from '@/domain/ids'
import { rowWriter } from '../sql/row-writer'
import type { NewPaymentTransaction, PaymentRow, PaymentTransactionRow } from './payments'

const writeTransactions = rowWriter(
  paymentTransactions,
  sql`on conflict (idempotency_key) do update set status = excluded.status,
    amount_minor = excluded.amount_minor, amount_shop_minor = excluded.amount_shop_minor,
    error_code = excluded.error_code, error_message = excluded.error_message, at = excluded.at
    where payment_transactions.status = 'pending' returning id`,
)

export type NewPayment = typeof payments.$inferInsert

/** A transaction of an order by the storefront's id, with the tender it moved. */
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

/** What became of transactions, by the storefront's ids; unknown ones are left out. */
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
 * Stores what the storefront says of a transaction: a new one, or how a pending one ended. A
 * settled one stays as it is; false then.
 */
export async function saveStorefrontTransaction(
  tx: Executor,
  row: NewPaymentTransaction,
): Promise<boolean> {
  const saved = await writeTransactions(tx, [row])
  return saved.length > 0
}
