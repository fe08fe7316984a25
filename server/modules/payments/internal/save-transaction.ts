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
import { noteGiftCardUse } from './record-gift-card-use'

/** saved: new or newly settled; known: nothing new; waiting: for the payment it continues. */
export type SavedTransaction =
  | { outcome: 'saved' | 'known' }
  | { outcome: 'waiting'; reason: string }

/** The key under which a storefront's transaction is stored once. */
const keyOf = (order: OrderRow, externalId: string) =>
  `${order.storefrontId}:transaction:${externalId}`

/**
 * Stores a transaction that happened at the storefront, on its tender. The order must be locked.
 * `isFirst`: it is known to have none yet.
 * @throws PayloadConflictError when it gives back more than was taken, spends more than is on a gift
 * card of ours, or is in a third currency
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
  if (!amounts)
    throw new PayloadConflictError(
      'currency',
      `Transaction ${fact.externalId} is in ${fact.amount.currency}, which the order does not use.`,
    )
  const key = keyOf(order, fact.externalId)
  const wasSaved = await saveStorefrontTransaction(uow.tx, {
    paymentId: payment.id,
    orderId: order.id,
    kind: fact.kind === 'sale' ? 'capture' : fact.kind,
    status: fact.status,
    ...amounts,
    source: 'storefront',
    externalId: fact.externalId,
    gatewayReference: fact.gatewayReference || null,
    errorCode: fact.errorCode,
    errorMessage: fact.errorMessage,
    idempotencyKey: key,
    at: fact.at,
  })
  const { amountMinor } = amounts
  if (wasSaved) await noteGiftCardUse(uow, { order, payment, fact, amountMinor, key })
  if (found.outcome === 'found' && found.parent?.status === 'pending')
    await settleParent(uow, found.parent.idempotencyKey, fact)
  return { outcome: wasSaved ? 'saved' : 'known' }
}

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

/** A pending transfer that was marked as paid goes on as a transaction of its own. */
async function settleParent(uow: UnitOfWork, key: string, fact: TransactionFact): Promise<void> {
  if (fact.status !== 'succeeded' || fact.kind === 'refund') return
  await savePendingTransaction(uow.tx, key, {
    status: 'failed',
    errorCode: 'continued',
    errorMessage: `Continued by transaction ${fact.externalId}.`,
  })
}
