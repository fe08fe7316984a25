import { GiftCardListSkeleton } from '@/components/gift-cards/gift-card-list-skeleton'

export default function Loading() {
  return <GiftCardListSkeleton />
}
