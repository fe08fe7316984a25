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

type Props = { attention: number | undefined; isFolded: boolean; onFold: () => void }

/** The navItems: a rail that folds to icons on a desk, a bar at the bottom on a phone. */
export function Sidebar({ attention, isFolded, onFold }: Props) {
  const navItems = useNavItems()
  const FoldIcon = isFolded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse
  return (
    <nav className={classes.rail} data-folded={isFolded || undefined} aria-label="Rooms">
      <Link href={homePath()} className={classes.brand} aria-label="Aftercart, to the first page">
        <span className={classes.mark} aria-hidden />
        <span className={classes.name}>Aftercart</span>
      </Link>
      <ul className={classes.navItems}>
        {navItems.map((navItem) => (
          <li key={navItem.href}>
            <NavLink navItem={navItem} isFolded={isFolded}>
              {navItem.href === ordersPath() && <Attention initial={attention} />}
              {navItem.href === exceptionsPath() && <UnassignedExceptions />}
              {navItem.href === approvalsPath() && <WaitingApprovals />}
            </NavLink>
          </li>
        ))}
      </ul>
      <UnstyledButton className={classes.fold} onClick={onFold} aria-expanded={!isFolded}>
        <FoldIcon size={18} stroke={1.6} aria-hidden />
        <span className={classes.label}>{isFolded ? 'Unfold the rail' : 'Fold to icons'}</span>
      </UnstyledButton>
    </nav>
  )
}

type NavLinkProps = { navItem: NavItem; isFolded: boolean; children: ReactNode }

function NavLink({ navItem, isFolded, children }: NavLinkProps) {
  const isHere = usePathname()?.startsWith(navItem.href)
  const Icon = navItem.icon
  return (
    <Tooltip label={navItem.label} position="right" disabled={!isFolded}>
      <Link
        ref={isHere ? scrollIntoViewRef : undefined}
        href={navItem.href}
        className={classes.navItem}
        data-here={isHere || undefined}
        aria-current={isHere ? 'page' : undefined}
      >
        <Icon size={18} stroke={1.6} aria-hidden />
        <span className={classes.label}>{navItem.label}</span>
        {children}
      </Link>
    </Tooltip>
  )
}

/** How many orders wait for a person; nothing while none does. */
function Attention({ initial }: { initial: number | undefined }) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.shell.attention.queryOptions(undefined, {
      refetchInterval: POLL_MS,
      ...(initial !== undefined && { initialData: initial }),
    }),
  )
  return <Count value={data} words="need attention" />
}

/** How many exceptions this person could take that nobody has; nothing while there is none. */
function UnassignedExceptions() {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.shell.inbox.queryOptions(undefined, { refetchInterval: POLL_MS }))
  return <Count value={data?.unassigned} words="wait for somebody" />
}

/** How many requests this person could decide; nothing while there is none. */
function WaitingApprovals() {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.approvals.count.queryOptions(undefined, { refetchInterval: POLL_MS }),
  )
  return <Count value={data} words="wait for approval" />
}

function Count({ value, words }: { value: number | undefined; words: string }) {
  if (!value) return null
  return (
    <span className={classes.count}>
      {value >= 100 ? '99+' : String(value)}
      <span className={classes.unseen}> {words}</span>
    </span>
  )
}
