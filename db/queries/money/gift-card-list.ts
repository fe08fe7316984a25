import {
  and,
  asc,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { getDb } from '@/db/client'
import { giftCards } from '@/db/schema/gift-cards'
import { orders } from '@/db/schema/orders/orders'
import type { GiftCardState } from '@/domain/gift-card/gift-card-state'
import { PAGE_SIZE } from '@/domain/order/order-views'
import { sumOf } from '../sql/sum-of'

export type GiftCardListInput = {
  /** The last four characters, an order's number, or the customer's email address. '' for all. */
  search: string
  /** The fingerprint of `search`, in case it is a full code. */
  codeHash: string
  state?: GiftCardState | undefined
  /** ID of the row next to the page; IDs increase with the time of issue. */
  cursor?: { direction: 'after' | 'before'; id: string } | undefined
}

export type GiftCardListRow = Awaited<ReturnType<typeof readRows>>[number]
export type GiftCardListPage = {
  rows: GiftCardListRow[]
  next: string | undefined
  previous: string | undefined
}

/** Returns a page of the gift cards that we issued, newest first. */
export async function listGiftCards(input: GiftCardListInput): Promise<GiftCardListPage> {
  const direction = input.cursor?.direction ?? 'after'
  const found = await readRows(input, direction)
  const hasMore = found.length > PAGE_SIZE
  if (direction === 'before' && !hasMore) return listGiftCards({ ...input, cursor: undefined })
  const page = found.slice(0, PAGE_SIZE)
  const rows = direction === 'before' ? page.reverse() : page
  return {
    rows,
    next: direction === 'before' || hasMore ? rows.at(-1)?.id : undefined,
    previous: (direction === 'before' ? hasMore : input.cursor) ? rows.at(0)?.id : undefined,
  }
}

function readRows(input: GiftCardListInput, direction: 'after' | 'before') {
  return getDb()
    .select({
      id: giftCards.id,
      lastFour: giftCards.lastFour,
      currency: giftCards.currency,
      balanceMinor: giftCards.balanceMinor,
      issuedMinor: sql<bigint>`(
        select coalesce(sum(e.amount_minor), 0) from gift_card_entries e
        where e.gift_card_id = ${giftCards.id} and e.kind = 'issued'
      )`.mapWith((text: string) => BigInt(text)),
      voidedAt: giftCards.voidedAt,
      createdAt: giftCards.createdAt,
      orderId: orders.id,
      orderName: orders.name,
      customerName: orders.customerName,
      email: orders.email,
    })
    .from(giftCards)
    .leftJoin(orders, eq(orders.id, giftCards.orderId))
    .where(
      and(
        inState(input.state),
        input.cursor && (direction === 'after' ? lt : gt)(giftCards.id, input.cursor.id),
        matches(input),
      ),
    )
    .orderBy((direction === 'after' ? desc : asc)(giftCards.id))
    .limit(PAGE_SIZE + 1)
}

function inState(state: GiftCardState | undefined): SQL | undefined {
  switch (state) {
    case undefined:
      return undefined
    case 'voided':
      return isNotNull(giftCards.voidedAt)
    case 'active':
      return and(isNull(giftCards.voidedAt), gt(giftCards.balanceMinor, 0n))
    case 'used_up':
      return and(isNull(giftCards.voidedAt), eq(giftCards.balanceMinor, 0n))
  }
}

function matches({ search, codeHash }: GiftCardListInput): SQL | undefined {
  const query = search.trim()
  if (query === '') return undefined
  // Postgres rejects NUL characters in text.
  if (query.includes('\0')) return sql`false`
  return or(
    eq(giftCards.codeHash, codeHash),
    eq(giftCards.lastFour, query.toUpperCase()),
    inArray(orders.name, [query, `#${query}`]),
    eq(sql`lower(${orders.email})`, query.toLowerCase()),
  )
}

/** Returns the liability on active cards by currency, most cards first. */
export function sumGiftCardLiability(): Promise<
  { currency: string; cards: number; balanceMinor: bigint }[]
> {
  const cards = sql<number>`count(*)::int`
  return getDb()
    .select({ currency: giftCards.currency, cards, balanceMinor: sumOf(giftCards.balanceMinor) })
    .from(giftCards)
    .where(inState('active'))
    .groupBy(giftCards.currency)
    .orderBy(desc(cards), asc(giftCards.currency))
}
