import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { requireStaff } from '@/server/auth'
import { load, loadOrNotFound, trpc } from '@/server/trpc/prefetch'

type Props = { params: Promise<{ giftCardId: string }>; children: ReactNode }

const headingOf = async ({ params }: Props) =>
  trpc.giftCards.heading.queryOptions({ giftCardId: (await params).giftCardId })

export async function generateMetadata(props: Props): Promise<Metadata> {
  const heading = await load(await headingOf(props))
  return { title: heading ? `Gift card •••• ${heading.lastFour}` : 'Gift card' }
}

export default async function GiftCardLayout(props: Props) {
  await requireStaff()
  // Awaited before any output is sent, so that the response status is 404.
  await loadOrNotFound(await headingOf(props))
  return props.children
}
