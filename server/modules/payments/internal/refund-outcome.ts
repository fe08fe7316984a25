import type { NewResolution } from '@/db/queries/money/resolutions'
import type { OrderRow } from '@/db/queries/orders/orders'
import type { TransactionStatus } from '@/domain/order/order-state'
import type { RefundFact } from '@/domain/order/storefront-facts'
import { amountsOfTransaction } from '@/domain/payment/transaction-amounts'

/** What a storefront's refund came to, by how far its transactions are. */
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

/** A refund is as far as the slowest of its transactions; without any, nothing is outstanding. */
function statusOf(statuses: readonly TransactionStatus[]): TransactionStatus {
  if (statuses.includes('pending')) return 'pending'
  const isFailed = statuses.length > 0 && statuses.every((status) => status === 'failed')
  return isFailed ? 'failed' : 'succeeded'
}

/** What its transactions give back: those that failed give nothing. */
function totalsOf(order: OrderRow, refund: RefundFact): { minor: bigint; shopMinor: bigint } {
  const amounts = refund.transactions
    .filter(({ status }) => status !== 'failed')
    .map((transaction) => amountsOfTransaction(transaction, order))
  return amounts.reduce(
    (sum, one) => ({
      minor: sum.minor + (one?.amountMinor ?? 0n),
      shopMinor: sum.shopMinor + (one?.amountShopMinor ?? 0n),
    }),
    { minor: 0n, shopMinor: 0n },
  )
}
