import { GiftCardPageSkeleton } from '@/components/gift-cards/gift-card-page-skeleton'

export default function Loading() {
  return <GiftCardPageSkeleton />
}
