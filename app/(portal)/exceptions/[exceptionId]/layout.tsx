import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { requireStaff } from '@/server/auth'
import { loadOrNotFound, trpc } from '@/server/trpc/prefetch'

type Props = { params: Promise<{ exceptionId: string }>; children: ReactNode }

// Whether it exists is settled before anything is sent, so that a 404 really is one.
const readHeading = async ({ params }: Props) =>
  loadOrNotFound(
    trpc.exceptionActions.heading.queryOptions({ exceptionId: (await params).exceptionId }),
  )

export async function generateMetadata(props: Props): Promise<Metadata> {
  const heading = await readHeading(props)
  return { title: heading?.orderName ? `Exception of ${heading.orderName}` : 'Exception' }
}

export default async function ExceptionLayout(props: Props) {
  await requireStaff()
  await readHeading(props)
  return props.children
}
