import { NoAccess } from '@/components/states/no-access'
import { WebhookPage } from '@/components/webhooks/webhook-page'
import { reasonAgainst } from '@/domain/staff/permissions'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export default async function Page(props: { params: Promise<{ webhookId: string }> }) {
  const { role } = await requireStaff()
  const refusal = reasonAgainst(role, 'webhooks.read')
  if (refusal) return <NoAccess area="webhooks" reason={refusal} />
  const { webhookId } = await props.params
  await prefetch(trpc.webhooks.get.queryOptions({ webhookId }))
  return (
    <HydrateClient>
      <WebhookPage webhookId={webhookId} />
    </HydrateClient>
  )
}
