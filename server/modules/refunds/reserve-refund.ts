import { v7 as uuidv7 } from 'uuid'
import { insertGiftCard, insertGiftCardEntry } from '@/db/queries/money/gift-cards'
import {
  insertPaymentTransaction,
  listPayments,
  listPaymentTransactions,
  type PaymentRow,
  type PaymentTransactionRow,
} from '@/db/queries/money/payments'
import {
  listResolutionTenders,
  type ResolutionRow,
  type ResolutionTenderRow,
  saveResolution,
  saveResolutionTender,
} from '@/db/queries/money/resolutions'
import type { OrderRow } from '@/db/queries/orders/orders'
import { giftCardIssued } from '@/domain/events/gift-card-events'
import type { GiftCardId, PaymentId, ResolutionId } from '@/domain/ids'
import { giftCardSecret } from '@/server/connections'
import type { UnitOfWork } from '@/server/unit-of-work'
import { refreshPaymentStatus } from '../orders/refresh-payment-status'
import { giftCardCode, giftCardFingerprint } from './gift-card-code'

/** Delay after which the sweep restarts a refund that no run has picked up. */
const SWEEP_DELAY_MS = 5 * 60_000

/**
 * Reserves a refund inside the caller's transaction, which holds the lock on the order: inserts one
 * pending transaction per tender, which the database counts against its cap. Credits to our gift
 * cards complete immediately; the pipeline executes the rest. On a retry, succeeded parts stay and
 * failed parts get a new transaction.
 * @returns the code of a newly issued gift card, if any
 */
export async function reserveRefund(
  uow: UnitOfWork,
  order: OrderRow,
  resolution: ResolutionRow,
): Promise<{ status: 'pending' | 'succeeded'; giftCardCode: string | null }> {
  const [all, payments, transactions] = await Promise.all([
    listResolutionTenders(uow.tx, resolution.id),
    listPayments(uow.tx, order.id),
    listPaymentTransactions(uow.tx, order.id),
  ])
  const parts = all.filter((part) => needsTransaction(part, transactions))
  const card = await issueGiftCard(uow, order, resolution, parts)
  let pendingCount = 0
  for (const part of parts) {
    const payment = payments.find(({ id }) => id === part.paymentId)
    if (!payment) throw new Error(`Payment ${part.paymentId} of a refund not found.`)
    const giftCardId = part.destination === 'gift_card' ? (card?.id ?? null) : part.giftCardId
    if (giftCardId === null) pendingCount += 1
    await reservePart(uow, resolution, { part, payment, giftCardId })
  }
  const status = pendingCount > 0 ? 'pending' : 'succeeded'
  await saveResolution(uow.tx, resolution.id, {
    status,
    settledAt: pendingCount > 0 ? null : uow.now,
    nextAttemptAt: pendingCount > 0 ? new Date(uow.now.getTime() + SWEEP_DELAY_MS) : null,
    error: null,
  })
  await refreshPaymentStatus(uow, order)
  const { requestId } = uow.context
  const data = { resolutionId: resolution.id, orderId: order.id, requestId }
  uow.emit({ name: 'refund/requested', data })
  return { status, giftCardCode: card?.code ?? null }
}

/** True when the part has no transaction yet or its last one failed. */
function needsTransaction(
  { transactionKey }: ResolutionTenderRow,
  transactions: PaymentTransactionRow[],
): boolean {
  const last = transactions.find((row) => row.idempotencyKey === transactionKey)
  return last === undefined || last.status === 'failed'
}

/** Returns the key of the transaction that reverses a gift card refund of a payment. */
export function reversalKey(resolutionId: ResolutionId, paymentId: PaymentId): string {
  return `reversal:${resolutionId}:${paymentId}`
}

/** Returns the key of the part's next transaction; only a declined one is followed by another. */
export function nextTransactionKey({ id, transactionKey }: ResolutionTenderRow): string {
  const count = Number(transactionKey?.split(':').at(-1) ?? 0)
  return `refund:${id}:${count + 1}`
}

type PartToReserve = {
  part: ResolutionTenderRow
  payment: PaymentRow
  /** The gift card to credit; null: refunded through the gateway. */
  giftCardId: GiftCardId | null
}

async function reservePart(
  uow: UnitOfWork,
  resolution: ResolutionRow,
  { part, payment, giftCardId }: PartToReserve,
): Promise<void> {
  const transactionKey = nextTransactionKey(part)
  await insertPaymentTransaction(uow.tx, {
    paymentId: payment.id,
    orderId: payment.orderId,
    kind: 'refund',
    status: giftCardId === null ? 'pending' : 'succeeded',
    amountMinor: part.amountMinor,
    amountShopMinor: part.amountShopMinor,
    source: 'person',
    gatewayReference: giftCardId === null ? payment.gatewayReference : null,
    raw: giftCardId === null ? null : { giftCardId },
    idempotencyKey: transactionKey,
    at: uow.now,
  })
  await saveResolutionTender(uow.tx, part.id, { transactionKey, giftCardId, sentAt: null })
  if (part.destination === 'gift_card' || giftCardId === null) return
  await insertGiftCardEntry(uow.tx, {
    giftCardId,
    kind: 'credited',
    amountMinor: part.amountMinor,
    orderId: payment.orderId,
    resolutionId: resolution.id,
    idempotencyKey: transactionKey,
    actor: uow.context.actor,
  })
}

/** Issues one new card for all parts that need one; undefined when none do. */
async function issueGiftCard(
  uow: UnitOfWork,
  order: OrderRow,
  resolution: ResolutionRow,
  parts: ResolutionTenderRow[],
): Promise<{ id: string; code: string } | undefined> {
  const cardParts = parts.filter((part) => part.destination === 'gift_card')
  if (cardParts.length === 0) return undefined
  const id = uuidv7()
  const code = giftCardCode(giftCardSecret(), id)
  const { codeHash, lastFour } = giftCardFingerprint(code)
  await insertGiftCard(uow.tx, {
    id,
    storefrontId: order.storefrontId,
    customerId: order.customerId,
    orderId: order.id,
    codeHash,
    lastFour,
    currency: order.currency,
  })
  await insertGiftCardEntry(uow.tx, {
    giftCardId: id,
    kind: 'issued',
    amountMinor: cardParts.reduce((sum, part) => sum + part.amountMinor, 0n),
    orderId: order.id,
    resolutionId: resolution.id,
    idempotencyKey: `gift-card:${id}:issued`,
    actor: uow.context.actor,
  })
  uow.record(giftCardIssued({ giftCardId: id, resolutionId: resolution.id }))
  return { id, code }
}
