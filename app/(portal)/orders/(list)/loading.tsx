import { OrderListSkeleton } from '@/components/orders/order-list-skeleton'

export default function Loading() {
  return <OrderListSkeleton />
}
