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
import { giftCardSecret } from '@/server/connections'
import type { UnitOfWork } from '@/server/unit-of-work'
import { refreshPaymentStatus } from '../orders/refresh-payment-status'
import { giftCardCode, giftCardPrint } from './gift-card-code'

/** When the sweep looks after a refund that nothing else has moved. */
const LOOK_AFTER_MS = 5 * 60_000

/**
 * Reserves a refund for good, inside the caller's write and under its lock on the order: one
 * pending transaction for every payment that takes part, which the database counts against its
 * cap. What goes onto gift cards of ours is done at once; the rest is left to the pipeline. Parts
 * that have gone through stay as they are, those that failed get a new transaction.
 * @returns the code of the gift card that was made, if one was
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
  let open = 0
  for (const part of parts) {
    const payment = payments.find(({ id }) => id === part.paymentId)
    if (!payment) throw new Error(`A refund names a payment that is not there: ${part.paymentId}`)
    const giftCardId = part.destination === 'gift_card' ? (card?.id ?? null) : part.giftCardId
    if (giftCardId === null) open += 1
    await reservePart(uow, resolution, { part, payment, giftCardId })
  }
  const status = open > 0 ? 'pending' : 'succeeded'
  await saveResolution(uow.tx, resolution.id, {
    status,
    settledAt: open > 0 ? null : uow.now,
    nextAttemptAt: open > 0 ? new Date(uow.now.getTime() + LOOK_AFTER_MS) : null,
    error: null,
  })
  await refreshPaymentStatus(uow, order)
  const { requestId } = uow.context
  const data = { resolutionId: resolution.id, orderId: order.id, requestId }
  uow.emit({ name: 'refund/requested', data })
  return { status, giftCardCode: card?.code ?? null }
}

/** It has none yet, or its last one came to nothing. */
function needsTransaction(
  { transactionKey }: ResolutionTenderRow,
  transactions: PaymentTransactionRow[],
): boolean {
  const last = transactions.find((one) => one.idempotencyKey === transactionKey)
  return last === undefined || last.status === 'failed'
}

/** A new key for every new transaction: only a clear refusal is followed by another one. */
export function nextTransactionKey({ id, transactionKey }: ResolutionTenderRow): string {
  const count = Number(transactionKey?.split(':').at(-1) ?? 0)
  return `refund:${id}:${count + 1}`
}

type PartToReserve = {
  part: ResolutionTenderRow
  payment: PaymentRow
  /** The card that takes the money; null: it goes back through the gateway. */
  giftCardId: string | null
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

/** One new card for everything that goes onto one; undefined when nothing does. */
async function issueGiftCard(
  uow: UnitOfWork,
  order: OrderRow,
  resolution: ResolutionRow,
  parts: ResolutionTenderRow[],
): Promise<{ id: string; code: string } | undefined> {
  const own = parts.filter((part) => part.destination === 'gift_card')
  if (own.length === 0) return undefined
  const id = uuidv7()
  const code = giftCardCode(giftCardSecret(), id)
  const { codeHash, lastFour } = giftCardPrint(code)
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
    amountMinor: own.reduce((sum, part) => sum + part.amountMinor, 0n),
    orderId: order.id,
    resolutionId: resolution.id,
    idempotencyKey: `gift-card:${id}:issued`,
    actor: uow.context.actor,
  })
  uow.recordAudit('gift_card.issue', { type: 'gift_card', id }, { resolutionId: resolution.id })
  return { id, code }
}
