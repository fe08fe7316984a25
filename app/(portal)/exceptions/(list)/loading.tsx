import { InboxSkeleton } from '@/components/exceptions/list/inbox-skeleton'

export default function Loading() {
  return <InboxSkeleton />
}
