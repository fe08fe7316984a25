import { NotFoundPage } from '@/components/states/not-found-page'
import { webhooksPath } from '@/paths/routes'

export default function WebhookNotFound() {
  return (
    <NotFoundPage title="Webhook not found" back={{ href: webhooksPath(), label: 'All webhooks' }}>
      Check the link, or search by webhook ID or order.
    </NotFoundPage>
  )
}
