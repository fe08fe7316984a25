import { asc, eq } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { giftCardEntries, giftCards } from '@/db/schema/gift-cards'
import { orders } from '@/db/schema/orders/orders'

/** Returns the title data of a gift card's page; undefined when the card doesn't exist. */
export async function findGiftCardHeading(id: string): Promise<{ lastFour: string } | undefined> {
  const [row] = await getDb()
    .select({ lastFour: giftCards.lastFour })
    .from(giftCards)
    .where(eq(giftCards.id, id))
  return row
}

/** Returns a gift card with its ledger, oldest entry first; undefined when it doesn't exist. */
export async function findGiftCardPage(id: string) {
  const db = getDb()
  const [[card], entries] = await Promise.all([
    db
      .select({
        id: giftCards.id,
        lastFour: giftCards.lastFour,
        currency: giftCards.currency,
        balanceMinor: giftCards.balanceMinor,
        voidedAt: giftCards.voidedAt,
        createdAt: giftCards.createdAt,
        externalId: giftCards.externalId,
        orderId: orders.id,
        orderName: orders.name,
        customerName: orders.customerName,
        email: orders.email,
      })
      .from(giftCards)
      .leftJoin(orders, eq(orders.id, giftCards.orderId))
      .where(eq(giftCards.id, id)),
    db
      .select({
        id: giftCardEntries.id,
        kind: giftCardEntries.kind,
        amountMinor: giftCardEntries.amountMinor,
        actorName: giftCardEntries.actorName,
        note: giftCardEntries.note,
        at: giftCardEntries.at,
        orderId: orders.id,
        orderName: orders.name,
      })
      .from(giftCardEntries)
      .leftJoin(orders, eq(orders.id, giftCardEntries.orderId))
      .where(eq(giftCardEntries.giftCardId, id))
      .orderBy(asc(giftCardEntries.id)),
  ])
  return card && { card, entries }
}
