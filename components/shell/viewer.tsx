'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { isAllowed, type Permission, type Role, reasonAgainst } from '@/domain/staff/permissions'
import { NAV_ITEMS, type NavItem } from './nav-items'

/** The signed-in user. */
export type Viewer = { id: string; name: string; email: string; role: Role }

const ViewerContext = createContext<Viewer | undefined>(undefined)

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>
}

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext)
  if (!viewer) throw new Error('useViewer requires a ViewerProvider.')
  return viewer
}

/** Returns why the viewer lacks this permission, for a disabled control; undefined if they have it. */
export function useReasonAgainst(permission: Permission): string | undefined {
  return reasonAgainst(useViewer().role, permission)
}

/** Returns the navigation items the viewer can open. */
export function useNavItems(): NavItem[] {
  const { role } = useViewer()
  return NAV_ITEMS.filter(({ permission }) => isAllowed(role, permission))
}
