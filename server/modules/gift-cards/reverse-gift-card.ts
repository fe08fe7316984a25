import { z } from 'zod'
import {
  findGiftCard,
  type GiftCardRow,
  insertGiftCardEntry,
  lockGiftCard,
} from '@/db/queries/money/gift-cards'
import { insertPaymentTransaction } from '@/db/queries/money/payments'
import {
  findResolutionByKey,
  insertResolution,
  insertResolutionParts,
  type ResolutionRow,
} from '@/db/queries/money/resolutions'
import { lockOrder, type OrderRow } from '@/db/queries/orders/orders'
import { giftCardReversed } from '@/domain/events/gift-card-events'
import type { GiftCardId } from '@/domain/ids'
import { formatMoney, MoneyError, parseAmount } from '@/domain/money/money'
import { cleanText } from '@/domain/text/clean-text'
import { NoteInput } from '@/domain/text/text-inputs'
import { AppError } from '@/server/errors'
import { type Person, requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { IdempotencyKey } from '../orders/order-inputs'
import {
  hashRequest,
  type ResolutionResponse,
  replayResponse,
} from '../refunds/idempotent-response'
import { reserveRefund, reversalKey } from '../refunds/reserve-refund'
import { loadReversal, type Reversal } from './preview-reversal'

export const ReverseGiftCardInput = z.object({
  giftCardId: z.uuid(),
  note: NoteInput.min(1, 'Enter a reason.'),
  /** A decimal in the card's currency; omitted: everything that can be refunded in cash. */
  amount: z.string().trim().max(60, 'Enter a valid amount.').optional(),
  idempotencyKey: IdempotencyKey,
})
export type ReverseGiftCardInput = z.infer<typeof ReverseGiftCardInput>

/**
 * Refunds a gift card's unspent balance, or part of it, in cash to the cards that funded it. The commit
 * debits the gift card; the pipeline executes the refund. A declined refund credits the card again.
 * @throws AppError forbidden, not_found, conflict (voided, or nothing can be refunded in cash)
 */
export async function reverseGiftCard(
  input: ReverseGiftCardInput,
  context: CommandContext,
): Promise<ResolutionResponse> {
  const person = requirePerson(context.actor, 'gift_cards.manage')
  const { idempotencyKey, ...content } = input
  const requestHash = hashRequest(person, 'reversal', content)
  return runInTransaction(context, async (uow) => {
    const { card, order } = await lockCard(uow, input.giftCardId)
    const existing = await findResolutionByKey(uow.tx, idempotencyKey)
    if (existing) return replayResponse(uow, existing, requestHash)
    if (card.voidedAt) throw new AppError('conflict', 'This gift card is voided.')
    const parts = await planParts(uow, card, input.amount)
    const row = await insertReversal(uow, { order, person, input, requestHash }, parts)
    await debitCard(uow, row, input, parts)
    const { status } = await reserveRefund(uow, order, row)
    const amount = formatMoney(row.totalMinor, row.currency)
    const details = { giftCardId: card.id, lastFour: card.lastFour, amount, note: row.note ?? '' }
    uow.record(giftCardReversed({ orderId: order.id, ...details }))
    const { id: resolutionId, totalMinor, currency } = row
    const answer = { resolutionId, status, totalMinor, currency }
    return { ...answer, approvalReasons: [], giftCardCode: null }
  })
}

/** Locks the card's order, then the card: the same lock order as refunds. */
async function lockCard(uow: UnitOfWork, giftCardId: GiftCardId) {
  const found = await findGiftCard(uow.tx, giftCardId)
  if (!found) throw new AppError('not_found', 'Gift card not found.')
  const order = found.orderId ? await lockOrder(uow.tx, found.orderId) : undefined
  const card = await lockGiftCard(uow.tx, giftCardId)
  if (!card || !order)
    throw new AppError(
      'conflict',
      "This gift card wasn't issued for an order, so it can't be refunded in cash.",
    )
  return { card, order }
}

/** @throws AppError bad_input for an invalid amount, conflict with the maximum amount */
async function planParts(
  uow: UnitOfWork,
  card: GiftCardRow,
  amount: string | undefined,
): Promise<Reversal> {
  const requested = amount === undefined ? undefined : readAmount(amount, card.currency)
  const parts = await loadReversal(uow.tx, card, requested)
  if (parts.length === 0) {
    const message =
      "This gift card can't be refunded in cash: it has no balance, or no card payment funded it."
    throw new AppError('conflict', message)
  }
  const total = parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  if (requested !== undefined && requested > total) {
    const max = formatMoney(total, card.currency)
    throw new AppError('conflict', `Up to ${max} of this gift card can be refunded in cash.`)
  }
  return parts
}

function readAmount(text: string, currency: string): bigint {
  try {
    const minor = parseAmount(text, currency)
    if (minor > 0n) return minor
  } catch (error) {
    if (error instanceof MoneyError) throw new AppError('bad_input', error.message)
    throw error
  }
  throw new AppError('bad_input', 'Enter an amount greater than zero.')
}

type Request = {
  order: OrderRow
  person: Person
  input: ReverseGiftCardInput
  requestHash: string
}

async function insertReversal(
  uow: UnitOfWork,
  { order, person, input, requestHash }: Request,
  parts: Reversal,
): Promise<ResolutionRow> {
  const noItems = { itemsMinor: 0n, taxMinor: 0n, shippingMinor: 0n, dutyMinor: 0n }
  const row = await insertResolution(uow.tx, {
    ...noItems,
    adjustmentMinor: 0n,
    orderId: order.id,
    kind: 'refund',
    source: 'person',
    status: 'pending',
    method: 'cash',
    currency: order.currency,
    shopCurrency: order.shopCurrency,
    totalMinor: parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    totalShopMinor: parts.reduce((sum, { amountShopMinor }) => sum + amountShopMinor, 0n),
    note: cleanText(input.note).text || null,
    isAnnounced: true,
    reversesGiftCardId: input.giftCardId,
    requestedById: person.id,
    requestedByName: person.name,
    idempotencyKey: input.idempotencyKey,
    requestHash,
    at: uow.now,
  })
  if (!row) throw new AppError('conflict', 'This request was already submitted for another order.')
  const tenders = parts.map(({ paymentId, amountMinor, amountShopMinor }, position) => {
    const destination = 'tender' as const
    return { paymentId, position, destination, amountMinor, amountShopMinor }
  })
  await insertResolutionParts(uow.tx, row.id, [], tenders)
  return row
}

/** Debits the card, and reverses its refunds so that the payments can be refunded again. */
async function debitCard(
  uow: UnitOfWork,
  row: ResolutionRow,
  { giftCardId }: ReverseGiftCardInput,
  parts: Reversal,
): Promise<void> {
  for (const { paymentId, amountMinor, amountShopMinor } of parts) {
    await insertPaymentTransaction(uow.tx, {
      paymentId,
      orderId: row.orderId,
      kind: 'reversal',
      status: 'pending',
      amountMinor,
      amountShopMinor,
      source: 'person',
      raw: { giftCardId },
      idempotencyKey: reversalKey(row.id, paymentId),
      at: uow.now,
    })
  }
  await insertGiftCardEntry(uow.tx, {
    giftCardId,
    kind: 'reversed',
    amountMinor: -row.totalMinor,
    orderId: row.orderId,
    resolutionId: row.id,
    note: row.note,
    idempotencyKey: `reversal:${row.id}`,
    actor: uow.context.actor,
  })
}
