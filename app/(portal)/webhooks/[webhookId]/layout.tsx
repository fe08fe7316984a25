import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { requireStaff } from '@/server/auth'
import { load, loadOrNotFound, trpc } from '@/server/trpc/prefetch'

type Props = { params: Promise<{ deliveryId: string }>; children: ReactNode }

const headingOf = async ({ params }: Props) =>
  trpc.deliveries.heading.queryOptions({ deliveryId: (await params).deliveryId })

export async function generateMetadata(props: Props): Promise<Metadata> {
  const heading = await load(await headingOf(props))
  return { title: heading ? `Delivery ${heading.topic}` : 'Delivery' }
}

export default async function DeliveryLayout(props: Props) {
  await requireStaff()
  // Settled before anything is sent, so that a 404 really is one.
  await loadOrNotFound(await headingOf(props))
  return props.children
}
