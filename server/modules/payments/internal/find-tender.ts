import {
  listPayments,
  listPaymentTransactions,
  type PaymentRow,
  type PaymentTransactionRow,
} from '@/db/queries/money/payments'
import type { OrderRow } from '@/db/queries/orders/orders'
import type { TransactionFact } from '@/domain/order/storefront-facts'
import { PayloadConflictError } from '@/server/modules/orders/payload-conflict-error'
import type { UnitOfWork } from '@/server/unit-of-work'

export type TenderSearch =
  | { outcome: 'found'; payment: PaymentRow; parent: PaymentTransactionRow | undefined }
  /** It opens a tender of its own. */
  | { outcome: 'new' }
  | { outcome: 'waiting'; reason: string }

/**
 * The tender that a storefront's transaction moves: that of the transaction it continues, or else
 * the newest one of its gateway. Money only goes back to where it was taken from.
 * @throws PayloadConflictError when it gives back more than was taken
 */
export async function findTender(
  uow: UnitOfWork,
  order: OrderRow,
  fact: TransactionFact,
): Promise<TenderSearch> {
  const opens = fact.kind === 'authorization' || fact.kind === 'sale'
  if (opens && !fact.parentExternalId) return { outcome: 'new' }
  const payments = await listPayments(uow.tx, order.id)
  if (fact.parentExternalId) {
    const all = await listPaymentTransactions(uow.tx, order.id)
    const parent = all.find((one) => one.externalId === fact.parentExternalId)
    const payment = payments.find(({ id }) => id === parent?.paymentId)
    if (parent && payment)
      return fact.kind === 'refund'
        ? checkCapacity(fact, payment, parent)
        : { outcome: 'found', payment, parent }
    return { outcome: 'waiting', reason: `It waits for transaction ${fact.parentExternalId}.` }
  }
  const ofGateway = payments.filter(({ gateway }) => gateway === fact.gateway).toReversed()
  const suitable = ofGateway.find((one) => isSuitable(one, fact)) ?? ofGateway[0]
  if (!suitable) return { outcome: 'waiting', reason: 'It waits for the payment it belongs to.' }
  return fact.kind === 'refund'
    ? checkCapacity(fact, suitable, undefined)
    : { outcome: 'found', payment: suitable, parent: undefined }
}

function isSuitable(payment: PaymentRow, fact: TransactionFact): boolean {
  const { authorizedMinor, capturedMinor, refundedMinor, voidedAt } = payment
  if (fact.kind === 'refund') return capturedMinor - refundedMinor >= fact.amount.minor
  return !voidedAt && authorizedMinor > capturedMinor
}

/** Refunds that failed move nothing and always fit. */
function checkCapacity(
  fact: TransactionFact,
  payment: PaymentRow,
  parent: PaymentTransactionRow | undefined,
): TenderSearch {
  const { capturedMinor, refundedMinor, currency } = payment
  const isSameCurrency = fact.amount.currency === currency
  const fits = fact.status === 'failed' || capturedMinor - refundedMinor >= fact.amount.minor
  if (fits || !isSameCurrency) return { outcome: 'found', payment, parent }
  // Its capture is still to come, unless the captured transaction itself is what it gives back.
  if (capturedMinor === 0n || parent?.kind === 'authorization')
    return { outcome: 'waiting', reason: 'It waits for the capture it gives back.' }
  throw new PayloadConflictError(
    'over_refund',
    `Transaction ${fact.externalId} gives back more than was taken.`,
  )
}
