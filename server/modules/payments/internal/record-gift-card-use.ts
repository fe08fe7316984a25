import {
  type GiftCardRow,
  insertGiftCardEntry,
  listUnnamedGiftCards,
  lockGiftCard,
  saveGiftCard,
} from '@/db/queries/money/gift-cards'
import type { PaymentRow } from '@/db/queries/money/payments'
import { listPayingGiftCards } from '@/db/queries/money/refund-facts'
import type { OrderRow } from '@/db/queries/orders/orders'
import { giftCardIdentified } from '@/domain/events/gift-card-events'
import { formatAmount } from '@/domain/money/money'
import type { TransactionFact } from '@/domain/order/storefront-facts'
import { PayloadConflictError } from '@/server/modules/orders/payload-conflict-error'
import type { UnitOfWork } from '@/server/unit-of-work'

type Use = {
  order: OrderRow
  payment: PaymentRow
  fact: TransactionFact
  /** In the payment's currency. */
  amountMinor: bigint
  /** Under which the transaction itself is stored once. */
  key: string
}

/**
 * Writes into the ledger of a gift card that we issued what a storefront took from it, or put
 * back. Cards that we know nothing of have no ledger here.
 * @throws PayloadConflictError when more was spent than is on the card, or in another currency
 */
export async function noteGiftCardUse(uow: UnitOfWork, use: Use): Promise<void> {
  const { order, payment, fact, amountMinor } = use
  const isSpent = fact.kind === 'sale' || fact.kind === 'capture'
  if (payment.kind !== 'gift_card' || payment.gatewayReference === '') return
  if (fact.status !== 'succeeded' || (!isSpent && fact.kind !== 'refund')) return
  const card = await findOwnCard(uow, order, payment)
  if (!card) return
  const amount = `${formatAmount(amountMinor, payment.currency)} ${payment.currency}`
  if (card.currency !== payment.currency)
    throw new PayloadConflictError('currency', `${amount} was moved on a card in ${card.currency}.`)
  if (isSpent && card.balanceMinor < amountMinor) {
    const left = `${formatAmount(card.balanceMinor, card.currency)} ${card.currency}`
    const message = `${amount} was spent from a gift card that holds ${left}.`
    throw new PayloadConflictError('gift_card_overspent', message)
  }
  await insertGiftCardEntry(uow.tx, {
    giftCardId: card.id,
    kind: isSpent ? 'redeemed' : 'credited',
    amountMinor: isSpent ? -amountMinor : amountMinor,
    orderId: order.id,
    idempotencyKey: `storefront:${use.key}`,
    actor: uow.context.actor,
  })
}

/**
 * The card of ours that paid, by the storefront's name for it. When it is spent there for the first
 * time the name is new to us: then it is the one card that this customer holds with these last
 * characters, and it keeps the name.
 */
async function findOwnCard(
  uow: UnitOfWork,
  order: OrderRow,
  { gatewayReference, currency, lastFour }: PaymentRow,
): Promise<GiftCardRow | undefined> {
  const references = [gatewayReference]
  const [named] = await listPayingGiftCards(uow.tx, order.storefrontId, references)
  if (named) return lockGiftCard(uow.tx, named.id)
  if (!lastFour) return undefined
  const [only, ...others] = await listUnnamedGiftCards(uow.tx, order, { currency, lastFour })
  if (!only || others.length > 0) return undefined
  const card = await lockGiftCard(uow.tx, only)
  // Another order may have named it while this one waited for the lock.
  if (card?.externalId) return card.externalId === gatewayReference ? card : undefined
  await saveGiftCard(uow.tx, only, { externalId: gatewayReference })
  uow.record(
    giftCardIdentified({ giftCardId: only, externalId: gatewayReference, orderId: order.id }),
  )
  return card
}
