import { WebhookPageSkeleton } from '@/components/webhooks/webhook-page-skeleton'

export default function Loading() {
  return <WebhookPageSkeleton />
}
