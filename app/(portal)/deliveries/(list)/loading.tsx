import { DeliveryListSkeleton } from '@/components/deliveries/delivery-list-skeleton'

export default function Loading() {
  return <DeliveryListSkeleton />
}
