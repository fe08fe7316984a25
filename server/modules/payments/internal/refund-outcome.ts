import type { NewResolution } from '@/db/queries/money/resolutions'
import type { OrderRow } from '@/db/queries/orders/orders'
import type { TransactionStatus } from '@/domain/order/order-state'
import type { RefundFact } from '@/domain/order/storefront-facts'
import { amountsOfTransaction } from '@/domain/payment/transaction-amounts'

/** Returns the status and totals of a storefront's refund, derived from its transactions. */
export function refundOutcome(order: OrderRow, refund: RefundFact) {
  const { itemsMinor, taxMinor, shippingMinor, dutyMinor, transactions } = refund
  const total = totalsOf(order, refund)
  const parts = itemsMinor + (order.taxesIncluded ? 0n : taxMinor) + shippingMinor + dutyMinor
  return {
    status: statusOf(transactions.map(({ status }) => status)),
    adjustmentMinor: total.minor - parts,
    totalMinor: total.minor,
    totalShopMinor: total.shopMinor,
  } satisfies Partial<NewResolution>
}

/** A refund is pending while any transaction is, and succeeded when it has none. */
function statusOf(statuses: readonly TransactionStatus[]): TransactionStatus {
  if (statuses.includes('pending')) return 'pending'
  const isFailed = statuses.length > 0 && statuses.every((status) => status === 'failed')
  return isFailed ? 'failed' : 'succeeded'
}

/** Returns the sums of the transactions that haven't failed. */
function totalsOf(order: OrderRow, refund: RefundFact): { minor: bigint; shopMinor: bigint } {
  const amounts = refund.transactions
    .filter(({ status }) => status !== 'failed')
    .map((transaction) => amountsOfTransaction(transaction, order))
  return amounts.reduce(
    (sum, amount) => ({
      minor: sum.minor + (amount?.amountMinor ?? 0n),
      shopMinor: sum.shopMinor + (amount?.amountShopMinor ?? 0n),
    }),
    { minor: 0n, shopMinor: 0n },
  )
}
