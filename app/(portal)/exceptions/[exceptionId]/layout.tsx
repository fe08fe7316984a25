import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { requireStaff } from '@/server/auth'
import { load, loadOrNotFound, trpc } from '@/server/trpc/prefetch'

type Props = { params: Promise<{ exceptionId: string }>; children: ReactNode }

const headingOf = async ({ params }: Props) =>
  trpc.exceptionActions.heading.queryOptions({ exceptionId: (await params).exceptionId })

export async function generateMetadata(props: Props): Promise<Metadata> {
  const heading = await load(await headingOf(props))
  return { title: heading?.orderName ? `Exception of order ${heading.orderName}` : 'Exception' }
}

export default async function ExceptionLayout(props: Props) {
  await requireStaff()
  // Checked before the response starts, so that the status code can be 404.
  await loadOrNotFound(await headingOf(props))
  return props.children
}
