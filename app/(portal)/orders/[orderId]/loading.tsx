import { OrderPageSkeleton } from '@/components/order-page/order-page-skeleton'

export default function Loading() {
  return <OrderPageSkeleton />
}
