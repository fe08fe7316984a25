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
  /** The transaction opens a new tender. */
  | { outcome: 'new' }
  | { outcome: 'waiting'; reason: string }

/**
 * Finds the tender of a storefront's transaction: that of its parent transaction, else the newest
 * suitable one of its gateway. A refund always belongs to the tender that was captured.
 * @throws PayloadConflictError when it refunds more than was captured
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
    const parent = all.find((row) => row.externalId === fact.parentExternalId)
    const payment = payments.find(({ id }) => id === parent?.paymentId)
    if (parent && payment)
      return fact.kind === 'refund'
        ? checkCapacity(fact, payment, parent)
        : { outcome: 'found', payment, parent }
    return { outcome: 'waiting', reason: `Waiting for transaction ${fact.parentExternalId}.` }
  }
  const ofGateway = payments.filter(({ gateway }) => gateway === fact.gateway).toReversed()
  const suitable = ofGateway.find((payment) => isSuitable(payment, fact)) ?? ofGateway[0]
  if (!suitable) return { outcome: 'waiting', reason: 'Waiting for its payment.' }
  return fact.kind === 'refund'
    ? checkCapacity(fact, suitable, undefined)
    : { outcome: 'found', payment: suitable, parent: undefined }
}

function isSuitable(payment: PaymentRow, fact: TransactionFact): boolean {
  const { authorizedMinor, capturedMinor, refundedMinor, voidedAt } = payment
  if (fact.kind === 'refund') return capturedMinor - refundedMinor >= fact.amount.minor
  return !voidedAt && authorizedMinor > capturedMinor
}

/** Checks that a refund doesn't exceed the captured amount; a failed refund moves no money. */
function checkCapacity(
  fact: TransactionFact,
  payment: PaymentRow,
  parent: PaymentTransactionRow | undefined,
): TenderSearch {
  const { capturedMinor, refundedMinor, currency } = payment
  const isSameCurrency = fact.amount.currency === currency
  const isWithinCapacity =
    fact.status === 'failed' || capturedMinor - refundedMinor >= fact.amount.minor
  if (isWithinCapacity || !isSameCurrency) return { outcome: 'found', payment, parent }
  // The capture hasn't arrived yet, unless the refund's parent is the capture itself.
  if (capturedMinor === 0n || parent?.kind === 'authorization')
    return { outcome: 'waiting', reason: 'Waiting for the capture that it refunds.' }
  throw new PayloadConflictError(
    'over_refund',
    `Transaction ${fact.externalId} refunds more than was captured.`,
  )
}
