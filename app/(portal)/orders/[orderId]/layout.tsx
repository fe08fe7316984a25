import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { requireStaff } from '@/server/auth'
import { loadOrNotFound, trpc } from '@/server/trpc/prefetch'

type Props = { params: Promise<{ orderId: string }>; children: ReactNode }

// Whether the order exists is settled before anything is sent, so that a 404 really is one.
const readHeading = async ({ params }: Props) =>
  loadOrNotFound(trpc.orders.heading.queryOptions({ orderId: (await params).orderId }))

export async function generateMetadata(props: Props): Promise<Metadata> {
  const heading = await readHeading(props)
  return { title: heading ? `Order ${heading.name}` : 'Order' }
}

export default async function OrderLayout(props: Props) {
  await requireStaff()
  await readHeading(props)
  return props.children
}
