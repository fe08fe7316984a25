import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { CustomerId, GiftCardId, OrderId, ResolutionId, StorefrontId } from '@/domain/ids'
import { at, createdAt, id, minor } from './columns'
import { customers } from './customers'
import { orders } from './orders/orders'
import { storefronts } from './storefronts'

/** A gift card that we issued. Only a hash of its code and the last four characters are stored. */
export const giftCards = pgTable(
  'gift_cards',
  {
    id: id<GiftCardId>(),
    storefrontId: uuid()
      .$type<StorefrontId>()
      .notNull()
      .references(() => storefronts.id),
    customerId: uuid()
      .$type<CustomerId>()
      .references(() => customers.id),
    /** The order it was issued for. */
    orderId: uuid()
      .$type<OrderId>()
      .references(() => orders.id),
    codeHash: text().notNull(),
    lastFour: text().notNull(),
    /** The storefront's id of the card, which payments refer to; null until the storefront has it. */
    externalId: text(),
    currency: text().notNull(),
    /** The sum of its entries; a trigger maintains it. */
    balanceMinor: minor().notNull().default(sql`0`),
    voidedAt: at(),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('gift_cards_code').on(t.codeHash),
    uniqueIndex('gift_cards_external').on(t.storefrontId, t.externalId),
    index('gift_cards_last_four').on(t.lastFour),
    index('gift_cards_customer').on(t.customerId),
    check('gift_cards_balance', sql`${t.balanceMinor} >= 0`),
  ],
)

/** The append-only ledger of a gift card. */
export const giftCardEntries = pgTable(
  'gift_card_entries',
  {
    id: id(),
    giftCardId: uuid()
      .$type<GiftCardId>()
      .notNull()
      .references(() => giftCards.id),
    kind: text({ enum: ['issued', 'credited', 'redeemed', 'reversed', 'voided'] }).notNull(),
    /** The change of the balance; negative when money is spent. */
    amountMinor: minor().notNull(),
    orderId: uuid()
      .$type<OrderId>()
      .references(() => orders.id),
    resolutionId: uuid().$type<ResolutionId>(),
    actorKind: text({ enum: ['person', 'step', 'storefront', 'system'] }).notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    note: text(),
    idempotencyKey: text().notNull(),
    at: createdAt(),
  },
  (t) => [
    uniqueIndex('gift_card_entries_key').on(t.idempotencyKey),
    index('gift_card_entries_card').on(t.giftCardId, t.id),
    index('gift_card_entries_at').on(t.at),
    check('gift_card_entries_amount', sql`${t.amountMinor} <> 0`),
  ],
)
