import { InboxSkeleton } from '@/components/exceptions/inbox-skeleton'

export default function Loading() {
  return <InboxSkeleton />
}
