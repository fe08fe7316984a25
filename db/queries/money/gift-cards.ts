import { eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { giftCardEntries, giftCards } from '@/db/schema/gift-cards'
import type { CustomerId, GiftCardId, StorefrontId } from '@/domain/ids'
import type { Actor } from '@/domain/staff/actor'

export type GiftCardRow = typeof giftCards.$inferSelect
export type NewGiftCard = typeof giftCards.$inferInsert
export type GiftCardEntryRow = typeof giftCardEntries.$inferSelect

export async function insertGiftCard(tx: Executor, card: NewGiftCard): Promise<void> {
  await tx.insert(giftCards).values(card)
}

/** Adds a ledger entry; a repeat with the same idempotency key changes nothing. */
export async function insertGiftCardEntry(
  tx: Executor,
  entry: Pick<GiftCardEntryRow, 'giftCardId' | 'kind' | 'amountMinor' | 'idempotencyKey'> &
    Partial<Pick<GiftCardEntryRow, 'orderId' | 'resolutionId' | 'note'>> & { actor: Actor },
): Promise<void> {
  const { actor, ...row } = entry
  await tx
    .insert(giftCardEntries)
    .values({ ...row, actorKind: actor.kind, actorId: actor.id, actorName: actor.name })
    .onConflictDoNothing({ target: giftCardEntries.idempotencyKey })
}

export async function findGiftCard(
  tx: Executor,
  giftCardId: GiftCardId,
): Promise<GiftCardRow | undefined> {
  const rows = await tx.select().from(giftCards).where(eq(giftCards.id, giftCardId))
  return rows[0]
}

/** Locks a gift card and its balance until the commit. */
export async function lockGiftCard(
  tx: Executor,
  giftCardId: GiftCardId,
): Promise<GiftCardRow | undefined> {
  const rows = await tx.select().from(giftCards).where(eq(giftCards.id, giftCardId)).for('update')
  return rows[0]
}

export async function saveGiftCard(
  tx: Executor,
  giftCardId: GiftCardId,
  change: Partial<Pick<GiftCardRow, 'voidedAt' | 'externalId'>>,
): Promise<void> {
  await tx.update(giftCards).set(change).where(eq(giftCards.id, giftCardId))
}

/**
 * Returns at most two active cards of a customer (by account, else by email address) with these last
 * characters and no storefront reference yet.
 */
export async function listUnlinkedGiftCards(
  tx: Executor,
  holder: { storefrontId: StorefrontId; customerId: CustomerId | null; email: string | null },
  card: { currency: string; lastFour: string },
): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select g.id from gift_cards g left join orders o on o.id = g.order_id
    where g.storefront_id = ${holder.storefrontId} and g.external_id is null
      and g.voided_at is null and g.currency = ${card.currency}
      and upper(g.last_four) = ${card.lastFour.toUpperCase()}
      and (g.customer_id = ${holder.customerId}
        or (g.customer_id is null and lower(o.email) = ${holder.email?.toLowerCase() ?? null}))
    order by g.id limit 2`)
  return Array.from(rows, ({ id }) => id)
}
