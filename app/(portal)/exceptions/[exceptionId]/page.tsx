import { ItemPage } from '@/components/exceptions/item/item-page'
import { requireStaff } from '@/server/auth'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export default async function Page(props: { params: Promise<{ exceptionId: string }> }) {
  await requireStaff()
  const { exceptionId } = await props.params
  await Promise.all([
    prefetch(
      trpc.exceptionActions.item.queryOptions({ exceptionId }),
      trpc.exceptions.triage.queryOptions({ exceptionId }),
    ),
    prefetch(trpc.kindSettings.workHours.queryOptions()),
  ])
  return (
    <HydrateClient>
      <ItemPage exceptionId={exceptionId} />
    </HydrateClient>
  )
}
