'use client'

import { createContext, type ReactNode, useContext } from 'react'
import { isAllowed, type Permission, type Role, reasonAgainst } from '@/domain/staff/permissions'
import { NAV_ITEMS, type NavItem } from './nav-items'

/** The signed-in person, as far as the interface needs to know. */
export type Viewer = { id: string; name: string; email: string; role: Role }

const ViewerContext = createContext<Viewer | undefined>(undefined)

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>
}

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext)
  if (!viewer) throw new Error('useViewer is for components inside the shell.')
  return viewer
}

/** Why the person may not do this, for a disabled control; undefined when they may. */
export function useReasonAgainst(permission: Permission): string | undefined {
  return reasonAgainst(useViewer().role, permission)
}

/** The navItems that open for this person. */
export function useNavItems(): NavItem[] {
  const { role } = useViewer()
  return NAV_ITEMS.filter(({ permission }) => isAllowed(role, permission))
}
