import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { requireStaff } from '@/server/auth'
import { load, loadOrNotFound, trpc } from '@/server/trpc/prefetch'

type Props = { params: Promise<{ webhookId: string }>; children: ReactNode }

const headingOf = async ({ params }: Props) =>
  trpc.webhooks.heading.queryOptions({ webhookId: (await params).webhookId })

export async function generateMetadata(props: Props): Promise<Metadata> {
  const heading = await load(await headingOf(props))
  return { title: heading ? `Webhook ${heading.topic}` : 'Webhook' }
}

export default async function WebhookLayout(props: Props) {
  await requireStaff()
  // Awaited before any output is sent, so that the response status is 404.
  await loadOrNotFound(await headingOf(props))
  return props.children
}
