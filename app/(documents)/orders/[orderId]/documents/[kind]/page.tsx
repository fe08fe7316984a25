import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DocumentPage } from '@/components/documents/document-page'
import { DOCUMENT_KINDS, DOCUMENT_TITLES } from '@/domain/documents/document-kind'
import { requireStaff } from '@/server/auth'
import { HydrateClient, loadOrNotFound, prefetch, trpc } from '@/server/trpc/prefetch'

type Props = { params: Promise<{ orderId: string; kind: string }> }

const kindOf = async ({ params }: Props) => {
  const { kind } = await params
  return DOCUMENT_KINDS.find((known) => known === kind)
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const kind = await kindOf(props)
  const { orderId } = await props.params
  const heading = await loadOrNotFound(trpc.orders.heading.queryOptions({ orderId }))
  return { title: kind && heading ? `${DOCUMENT_TITLES[kind]} ${heading.name}` : 'Document' }
}

export default async function Page(props: Props) {
  await requireStaff()
  const { orderId } = await props.params
  const kind = await kindOf(props)
  if (!kind) notFound()
  await loadOrNotFound(trpc.orders.heading.queryOptions({ orderId }))
  await prefetch(trpc.documents.open.queryOptions({ orderId, kind }))
  return (
    <HydrateClient>
      <DocumentPage orderId={orderId} kind={kind} />
    </HydrateClient>
  )
}
