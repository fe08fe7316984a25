'use client'

import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import { approvalsPath, exceptionsPath, homePath, ordersPath } from '@/paths/routes'
import type { NavItem } from './nav-items'
import { scrollIntoViewRef } from './scroll-into-view'
import classes from './sidebar.module.css'
import { useNavItems } from './viewer'

const POLL_MS = 15_000

type Props = { attention: number | undefined; isCollapsed: boolean; onToggle: () => void }

/** The main navigation: a sidebar that collapses to icons on desktop, a bottom bar on phones. */
export function Sidebar({ attention, isCollapsed, onToggle }: Props) {
  const navItems = useNavItems()
  const ToggleIcon = isCollapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <nav className={classes.sidebar} data-collapsed={isCollapsed || undefined} aria-label="Main">
      <Link href={homePath()} className={classes.brand} aria-label="Aftercart home">
        <span className={classes.mark} aria-hidden />
        <span className={classes.name}>Aftercart</span>
      </Link>
      <ul className={classes.navItems}>
        {navItems.map((navItem) => (
          <li key={navItem.href}>
            <NavLink navItem={navItem} isCollapsed={isCollapsed}>
              {navItem.href === ordersPath() && <Attention initial={attention} />}
              {navItem.href === exceptionsPath() && <UnassignedExceptions />}
              {navItem.href === approvalsPath() && <PendingApprovals />}
            </NavLink>
          </li>
        ))}
      </ul>
      <UnstyledButton className={classes.toggle} onClick={onToggle} aria-expanded={!isCollapsed}>
        <ToggleIcon size={18} stroke={1.6} aria-hidden />
        <span className={classes.label}>{isCollapsed ? 'Expand sidebar' : 'Collapse sidebar'}</span>
      </UnstyledButton>
    </nav>
  )
}

type NavLinkProps = { navItem: NavItem; isCollapsed: boolean; children: ReactNode }

function NavLink({ navItem, isCollapsed, children }: NavLinkProps) {
  const isCurrent = usePathname()?.startsWith(navItem.href)
  const Icon = navItem.icon
  return (
    <Tooltip label={navItem.label} position="right" disabled={!isCollapsed}>
      <Link
        ref={isCurrent ? scrollIntoViewRef : undefined}
        href={navItem.href}
        className={classes.navItem}
        data-current={isCurrent || undefined}
        aria-current={isCurrent ? 'page' : undefined}
      >
        <Icon size={18} stroke={1.6} aria-hidden />
        <span className={classes.label}>{navItem.label}</span>
        {children}
      </Link>
    </Tooltip>
  )
}

/** The number of orders that need a person; hidden if zero. */
function Attention({ initial }: { initial: number | undefined }) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.shell.attention.queryOptions(undefined, {
      refetchInterval: POLL_MS,
      ...(initial !== undefined && { initialData: initial }),
    }),
  )
  return <Count value={data} label="need attention" />
}

/** The number of unassigned exceptions the viewer could take; hidden if zero. */
function UnassignedExceptions() {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.shell.inbox.queryOptions(undefined, { refetchInterval: POLL_MS }))
  return <Count value={data?.unassigned} label="unassigned" />
}

/** The number of requests the viewer can decide; hidden if zero. */
function PendingApprovals() {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.approvals.count.queryOptions(undefined, { refetchInterval: POLL_MS }),
  )
  return <Count value={data} label="pending approval" />
}

function Count({ value, label }: { value: number | undefined; label: string }) {
  if (!value) return null
  return (
    <span className={classes.count}>
      {value >= 100 ? '99+' : String(value)}
      <span className={classes.unseen}> {label}</span>
    </span>
  )
}
