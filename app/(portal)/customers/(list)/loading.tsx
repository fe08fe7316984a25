import { CustomerListSkeleton } from '@/components/customers/customer-list-skeleton'

export default function Loading() {
  return <CustomerListSkeleton />
}
