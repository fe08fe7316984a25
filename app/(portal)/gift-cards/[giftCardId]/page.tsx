import { GiftCardPage } from '@/components/gift-cards/gift-card-page'
import { NoAccess } from '@/components/states/no-access'
import { reasonAgainst } from '@/domain/staff/permissions'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export default async function Page(props: { params: Promise<{ giftCardId: string }> }) {
  const { role } = await requireStaff()
  const refusal = reasonAgainst(role, 'gift_cards.read')
  if (refusal) return <NoAccess area="gift cards" reason={refusal} />
  const { giftCardId } = await props.params
  await prefetch(trpc.giftCards.get.queryOptions({ giftCardId }))
  return (
    <HydrateClient>
      <GiftCardPage giftCardId={giftCardId} />
    </HydrateClient>
  )
}
