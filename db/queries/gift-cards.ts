import { eq } from 'drizzle-orm'
import type { Actor } from '@/server/domain/actor'
import type { Executor } from '../client'
import { giftCardEntries, giftCards } from '../schema/gift-cards'

export type GiftCardRow = typeof giftCards.$inferSelect
export type NewGiftCard = typeof giftCards.$inferInsert
export type GiftCardEntryRow = typeof giftCardEntries.$inferSelect

export async function insertGiftCard(tx: Executor, card: NewGiftCard): Promise<void> {
  await tx.insert(giftCards).values(card)
}

/** Adds to a card's ledger; a repeat under the same idempotency key changes nothing. */
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
  giftCardId: string,
): Promise<GiftCardRow | undefined> {
  const rows = await tx.select().from(giftCards).where(eq(giftCards.id, giftCardId))
  return rows[0]
}

/** The same, and nobody else changes it or its balance until the commit. */
export async function lockGiftCard(
  tx: Executor,
  giftCardId: string,
): Promise<GiftCardRow | undefined> {
  const rows = await tx.select().from(giftCards).where(eq(giftCards.id, giftCardId)).for('update')
  return rows[0]
}

export async function saveGiftCard(
  tx: Executor,
  giftCardId: string,
  change: Partial<Pick<GiftCardRow, 'voidedAt'>>,
): Promise<void> {
  await tx.update(giftCards).set(change).where(eq(giftCards.id, giftCardId))
}
