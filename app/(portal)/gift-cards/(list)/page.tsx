import type { Metadata } from 'next'
import { createLoader, type SearchParams } from 'nuqs/server'
import { GiftCardList } from '@/components/gift-cards/gift-card-list'
import { GIFT_CARD_LIST_URL, giftCardListInput } from '@/components/gift-cards/gift-card-list-url'
import { NoAccess } from '@/components/states/no-access'
import { reasonAgainst } from '@/domain/staff/permissions'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export const metadata: Metadata = { title: 'Gift cards' }

const readUrl = createLoader(GIFT_CARD_LIST_URL)

export default async function GiftCardsPage(props: { searchParams: Promise<SearchParams> }) {
  const { role } = await requireStaff()
  const refusal = reasonAgainst(role, 'gift_cards.read')
  if (refusal) return <NoAccess area="gift cards" reason={refusal} />
  const state = await readUrl(props.searchParams)
  await Promise.all([
    prefetch(trpc.giftCards.list.queryOptions(giftCardListInput(state))),
    prefetch(trpc.giftCards.liability.queryOptions()),
  ])
  return (
    <HydrateClient>
      <GiftCardList />
    </HydrateClient>
  )
}
