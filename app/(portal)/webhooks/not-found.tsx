import { NotFoundPage } from '@/components/states/not-found-page'
import { webhooksPath } from '@/paths/routes'

export default function WebhookNotFound() {
  return (
    <NotFoundPage
      title="There is no such webhook"
      back={{ href: webhooksPath(), label: 'All webhooks' }}
    >
      The address may be incomplete. Search for the webhook id or the order instead.
    </NotFoundPage>
  )
}
