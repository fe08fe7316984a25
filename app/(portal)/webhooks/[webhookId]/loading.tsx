import { DeliveryPageSkeleton } from '@/components/webhooks/webhook-page-skeleton'

export default function Loading() {
  return <DeliveryPageSkeleton />
}
