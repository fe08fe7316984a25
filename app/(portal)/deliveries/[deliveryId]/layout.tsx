import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { requireStaff } from '@/server/auth'
import { loadOrNotFound, trpc } from '@/server/trpc/prefetch'

type Props = { params: Promise<{ deliveryId: string }>; children: ReactNode }

// Whether the delivery exists is settled before anything is sent, so that a 404 really is one.
const readHeading = async ({ params }: Props) =>
  loadOrNotFound(trpc.deliveries.heading.queryOptions({ deliveryId: (await params).deliveryId }))

export async function generateMetadata(props: Props): Promise<Metadata> {
  const heading = await readHeading(props)
  return { title: heading ? `Delivery ${heading.topic}` : 'Delivery' }
}

export default async function DeliveryLayout(props: Props) {
  await requireStaff()
  await readHeading(props)
  return props.children
}
