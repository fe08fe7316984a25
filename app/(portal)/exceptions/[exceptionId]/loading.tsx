import { ItemSkeleton } from '@/components/exceptions/item-skeleton'

export default function Loading() {
  return <ItemSkeleton />
}
