import { NotFoundPage } from '@/components/states/not-found-page'
import { webhooksPath } from '@/paths/routes'

export default function WebhookNotFound() {
  return (
    <NotFoundPage title="Webhook not found" back={{ href: webhooksPath(), label: 'All webhooks' }}>
      The link may be incomplete. Search for the webhook ID or the order instead.
    </NotFoundPage>
  )
}
