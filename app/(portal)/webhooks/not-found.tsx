import { Missing } from '@/components/states/missing'
import { webhooksPath } from '@/paths/routes'

export default function WebhookNotFound() {
  return (
    <Missing
      title="There is no such webhook"
      back={{ href: webhooksPath(), label: 'All webhooks' }}
    >
      The address may be incomplete. Search for the webhook id or the order instead.
    </Missing>
  )
}
