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
import { AppError } from '@/server/errors'
import { type Person, requirePerson } from '@/server/require-person'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { IdempotencyKey, NoteInput } from '../orders/order-inputs'
import {
  hashRequest,
  type ResolutionResponse,
  replayResponse,
} from '../refunds/idempotent-response'
import { reserveRefund } from '../refunds/reserve-refund'
import { reversalKey } from '../refunds/settle-reversal'
import { loadReversal, type Reversal } from './preview-reversal'

export const ReverseGiftCardInput = z.object({
  giftCardId: z.uuid(),
  note: NoteInput.min(1, 'Say why, in a few words.'),
  /** How much, as a decimal in the card's currency; without it all that can become cash. */
  amount: z.string().trim().max(60, 'That is no amount.').optional(),
  idempotencyKey: IdempotencyKey,
})
export type ReverseGiftCardInput = z.infer<typeof ReverseGiftCardInput>

/**
 * Turns what is unspent on a gift card, or a part of it, back into cash, as far as cards paid: it is taken
 * off the card with the commit, and the pipeline has the gateway give it back. What the gateway
 * refuses comes back onto the card.
 * @throws AppError forbidden, not_found, conflict (closed, or nothing on it can become cash)
 */
export async function reverseGiftCard(
  input: ReverseGiftCardInput,
  context: CommandContext,
): Promise<ResolutionResponse> {
  const person = requirePerson(context.actor, 'gift_cards.manage')
  const { idempotencyKey, ...asked } = input
  const requestHash = hashRequest(person, 'reversal', asked)
  return runInTransaction(context, async (uow) => {
    const { card, order } = await lockCard(uow, input.giftCardId)
    const before = await findResolutionByKey(uow.tx, idempotencyKey)
    if (before) return replayResponse(uow, before, requestHash)
    if (card.voidedAt) throw new AppError('conflict', 'This gift card is closed.')
    const parts = await planParts(uow, card, input.amount)
    const row = await insertReversal(uow, { order, person, input, requestHash }, parts)
    await takeBack(uow, row, input, parts)
    const { status } = await reserveRefund(uow, order, row)
    const amount = formatMoney(row.totalMinor, row.currency)
    const facts = { giftCardId: card.id, lastFour: card.lastFour, amount, note: row.note ?? '' }
    uow.record(giftCardReversed({ orderId: order.id, ...facts }))
    const { id: resolutionId, totalMinor, currency } = row
    const answer = { resolutionId, status, totalMinor, currency }
    return { ...answer, approvalReasons: [], giftCardCode: null }
  })
}

/** The card under its order's lock and its own, in the order in which refunds take them. */
async function lockCard(uow: UnitOfWork, giftCardId: GiftCardId) {
  const found = await findGiftCard(uow.tx, giftCardId)
  if (!found) throw new AppError('not_found', 'There is no such gift card.')
  const order = found.orderId ? await lockOrder(uow.tx, found.orderId) : undefined
  const card = await lockGiftCard(uow.tx, giftCardId)
  if (!card || !order) throw new AppError('conflict', 'No order paid for this gift card.')
  return { card, order }
}

/** @throws AppError bad_input for what is no amount, conflict with how much there is at most */
async function planParts(
  uow: UnitOfWork,
  card: GiftCardRow,
  amount: string | undefined,
): Promise<Reversal> {
  const wanted = amount === undefined ? undefined : readAmount(amount, card.currency)
  const parts = await loadReversal(uow.tx, card, wanted)
  if (parts.length === 0) {
    const message = 'Nothing on this gift card can become cash: it is spent, or no card paid it.'
    throw new AppError('conflict', message)
  }
  const total = parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  if (wanted !== undefined && wanted > total) {
    const most = formatMoney(total, card.currency)
    throw new AppError('conflict', `At most ${most} of this gift card can become cash.`)
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
  throw new AppError('bad_input', 'An amount that goes back is larger than zero.')
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
  const nothing = { itemsMinor: 0n, taxMinor: 0n, shippingMinor: 0n, dutyMinor: 0n }
  const row = await insertResolution(uow.tx, {
    ...nothing,
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
  if (!row) throw new AppError('conflict', 'This request was sent for another order already.')
  const tenders = parts.map(({ paymentId, amountMinor, amountShopMinor }, position) => {
    const destination = 'tender' as const
    return { paymentId, position, destination, amountMinor, amountShopMinor }
  })
  await insertResolutionParts(uow.tx, row.id, [], tenders)
  return row
}

/** Takes the money off the card, and gives the payments the room that it held. */
async function takeBack(
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
