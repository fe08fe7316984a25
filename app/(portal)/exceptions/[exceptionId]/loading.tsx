import { ItemSkeleton } from '@/components/exceptions/item/item-skeleton'

export default function Loading() {
  return <ItemSkeleton />
}
