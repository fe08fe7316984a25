import { DeliveryPageSkeleton } from '@/components/deliveries/delivery-page-skeleton'

export default function Loading() {
  return <DeliveryPageSkeleton />
}
