import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { requireStaff } from '@/server/auth'
import { loadOrNotFound, trpc } from '@/server/trpc/prefetch'

type Props = { params: Promise<{ giftCardId: string }>; children: ReactNode }

// Whether the card exists is settled before anything is sent, so that a 404 really is one.
const readHeading = async ({ params }: Props) =>
  loadOrNotFound(trpc.giftCards.heading.queryOptions({ giftCardId: (await params).giftCardId }))

export async function generateMetadata(props: Props): Promise<Metadata> {
  const heading = await readHeading(props)
  return { title: heading ? `Gift card •••• ${heading.lastFour}` : 'Gift card' }
}

export default async function GiftCardLayout(props: Props) {
  await requireStaff()
  await readHeading(props)
  return props.children
}
