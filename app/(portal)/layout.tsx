import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Shell } from '@/components/shell/shell'
import { SIDEBAR_COOKIE } from '@/domain/staff/viewer-locale'
import { requireStaff } from '@/server/auth'
import { load, trpc } from '@/server/trpc/prefetch'

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const { id, name, email, role } = await requireStaff()
  const [jar, attention] = await Promise.all([cookies(), load(trpc.shell.attention.queryOptions())])
  return (
    <Shell
      viewer={{ id, name, email, role }}
      attention={attention}
      isSidebarCollapsed={jar.get(SIDEBAR_COOKIE)?.value === 'folded'}
    >
      {children}
    </Shell>
  )
}
