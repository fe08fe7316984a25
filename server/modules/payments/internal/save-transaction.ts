import { type PaymentRow, savePendingTransaction } from '@/db/queries/money/payments'
import {
  findStorefrontTransaction,
  insertPayment,
  saveStorefrontTransaction,
} from '@/db/queries/money/storefront-payments'
import type { OrderRow } from '@/db/queries/orders/orders'
import type { TransactionFact } from '@/domain/order/storefront-facts'
import { amountsOfTransaction } from '@/domain/payment/transaction-amounts'
import { PayloadConflictError } from '@/server/modules/orders/payload-conflict-error'
import type { UnitOfWork } from '@/server/unit-of-work'
import { findTender, type TenderSearch } from './find-tender'
import { recordGiftCardUse } from './record-gift-card-use'

/** saved: new or newly settled; known: no change; waiting: its payment is unknown. */
export type SavedTransaction =
  | { outcome: 'saved' | 'known' }
  | { outcome: 'waiting'; reason: string }

/** Returns the idempotency key of a storefront's transaction. */
const keyOf = (order: OrderRow, externalId: string) =>
  `${order.storefrontId}:transaction:${externalId}`

/**
 * Saves a storefront's transaction on its tender. Requires the lock on the order. `isFirst`: the
 * order has no transactions yet.
 * @throws PayloadConflictError when it refunds more than was captured, spends more than one of our
 * gift cards holds, or is in a third currency
 */
export async function saveTransaction(
  uow: UnitOfWork,
  order: OrderRow,
  fact: TransactionFact,
  isFirst = false,
): Promise<SavedTransaction> {
  const known = isFirst
    ? undefined
    : await findStorefrontTransaction(uow.tx, order.id, fact.externalId)
  if (known && known.transaction.status !== 'pending') return { outcome: 'known' }
  const found: TenderSearch = known
    ? { outcome: 'found', payment: known.payment, parent: undefined }
    : await findTender(uow, order, fact)
  if (found.outcome === 'waiting') return found
  const payment = found.outcome === 'found' ? found.payment : await openTender(uow, order, fact)
  const amounts = amountsOfTransaction(fact, order, payment)
  if (!amounts) {
    const message = `Transaction ${fact.externalId} is in ${fact.amount.currency}, a currency that the order doesn't use.`
    throw new PayloadConflictError('currency', message)
  }
  const key = keyOf(order, fact.externalId)
  const wasSaved = await saveStorefrontTransaction(uow.tx, {
    ...toRow(fact),
    ...amounts,
    paymentId: payment.id,
    orderId: order.id,
    idempotencyKey: key,
  })
  const { amountMinor } = amounts
  if (wasSaved) await recordGiftCardUse(uow, { order, payment, fact, amountMinor, key })
  if (found.outcome === 'found' && found.parent?.status === 'pending')
    await settleParent(uow, found.parent.idempotencyKey, fact)
  return { outcome: wasSaved ? 'saved' : 'known' }
}

const toRow = (fact: TransactionFact) => ({
  kind: fact.kind === 'sale' ? ('capture' as const) : fact.kind,
  status: fact.status,
  source: 'storefront' as const,
  externalId: fact.externalId,
  gatewayReference: fact.gatewayReference || null,
  errorCode: fact.errorCode,
  errorMessage: fact.errorMessage,
  at: fact.at,
})

function openTender(uow: UnitOfWork, order: OrderRow, fact: TransactionFact): Promise<PaymentRow> {
  return insertPayment(uow.tx, {
    orderId: order.id,
    externalId: fact.externalId,
    kind: fact.tender,
    gateway: fact.gateway,
    gatewayReference: fact.gatewayReference,
    brand: fact.brand,
    lastFour: fact.lastFour,
    currency: order.currency,
    shopCurrency: order.shopCurrency,
  })
}

/** Closes a pending transfer that was marked as paid: a separate transaction continues it. */
async function settleParent(uow: UnitOfWork, key: string, fact: TransactionFact): Promise<void> {
  if (fact.status !== 'succeeded' || fact.kind === 'refund') return
  await savePendingTransaction(uow.tx, key, {
    status: 'failed',
    errorCode: 'continued',
    errorMessage: `Continued by transaction ${fact.externalId}.`,
  })
}
