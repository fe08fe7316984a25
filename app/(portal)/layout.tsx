import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Shell } from '@/components/shell/shell'
import { requireStaff } from '@/server/auth'
import { RAIL_COOKIE } from '@/server/domain/reader'
import { HydrateClient, prefetch, trpc } from '@/server/trpc/prefetch'

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { name, email, role } = await requireStaff()
  const [jar] = await Promise.all([cookies(), prefetch(trpc.shell.attention.queryOptions())])
  return (
    <HydrateClient>
      <Shell viewer={{ name, email, role }} isRailFolded={jar.get(RAIL_COOKIE)?.value === 'folded'}>
        {children}
      </Shell>
    </HydrateClient>
  )
}
