import { WebhookListSkeleton } from '@/components/webhooks/webhook-list-skeleton'

export default function Loading() {
  return <WebhookListSkeleton />
}
