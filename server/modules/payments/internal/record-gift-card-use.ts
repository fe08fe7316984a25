import {
  type GiftCardRow,
  insertGiftCardEntry,
  listUnlinkedGiftCards,
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
  /** Idempotency key of the transaction. */
  key: string
}

/**
 * Records a storefront's debit or credit in the ledger of a gift card that we issued. Ignores cards of
 * the storefront.
 * @throws PayloadConflictError when it exceeds the balance or is in another currency
 */
export async function recordGiftCardUse(uow: UnitOfWork, use: Use): Promise<void> {
  const { order, payment, fact, amountMinor } = use
  const isSpent = fact.kind === 'sale' || fact.kind === 'capture'
  if (payment.kind !== 'gift_card' || payment.gatewayReference === '') return
  if (fact.status !== 'succeeded' || (!isSpent && fact.kind !== 'refund')) return
  const card = await findOwnCard(uow, order, payment)
  if (!card) return
  const amount = `${formatAmount(amountMinor, payment.currency)} ${payment.currency}`
  if (card.currency !== payment.currency)
    throw new PayloadConflictError(
      'currency',
      `A gift card in ${card.currency} was used for ${amount}.`,
    )
  if (isSpent && card.balanceMinor < amountMinor) {
    const balance = `${formatAmount(card.balanceMinor, card.currency)} ${card.currency}`
    const message = `${amount} was spent from a gift card with a balance of ${balance}.`
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
 * Finds our gift card that paid, by the storefront's reference. On its first use the reference is
 * unknown: then matches the customer's only card with these last characters and saves the reference.
 */
async function findOwnCard(
  uow: UnitOfWork,
  order: OrderRow,
  { gatewayReference, currency, lastFour }: PaymentRow,
): Promise<GiftCardRow | undefined> {
  const references = [gatewayReference]
  const [linked] = await listPayingGiftCards(uow.tx, order.storefrontId, references)
  if (linked) return lockGiftCard(uow.tx, linked.id)
  if (!lastFour) return undefined
  const [only, ...others] = await listUnlinkedGiftCards(uow.tx, order, { currency, lastFour })
  if (!only || others.length > 0) return undefined
  const card = await lockGiftCard(uow.tx, only)
  // Another order can have linked the card while this one waited for the lock.
  if (card?.externalId) return card.externalId === gatewayReference ? card : undefined
  await saveGiftCard(uow.tx, only, { externalId: gatewayReference })
  uow.record(
    giftCardIdentified({ giftCardId: only, externalId: gatewayReference, orderId: order.id }),
  )
  return card
}
