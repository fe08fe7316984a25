'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useViewer } from '@/components/shell/viewer'
import { isAllowed, type Permission } from '@/server/domain/permissions'
import {
  alertSettingsPath,
  assignmentSettingsPath,
  peopleSettingsPath,
  playbookSettingsPath,
  retrySettingsPath,
  storefrontSettingsPath,
} from '@/server/domain/routes'
import classes from './settings.module.css'

const PAGES: { label: string; href: string; permission?: Permission }[] = [
  { label: 'Alerts', href: alertSettingsPath() },
  { label: 'People', href: peopleSettingsPath(), permission: 'staff.manage' },
  { label: 'Storefronts', href: storefrontSettingsPath() },
  { label: 'Assignment', href: assignmentSettingsPath() },
  { label: 'Retries', href: retrySettingsPath() },
  { label: 'Playbooks', href: playbookSettingsPath() },
]

/** The frame of every page of the settings: what there is to set. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const path = usePathname()
  const { role } = useViewer()
  const pages = PAGES.filter(({ permission }) => !permission || isAllowed(role, permission))
  return (
    <div className={classes.page}>
      <h1>Settings</h1>
      <nav className={classes.tabs} aria-label="Settings">
        {pages.map(({ label, href }) => (
          <Link
            key={href}
            href={href}
            className={classes.tab}
            aria-current={path === href ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      {children}
    </div>
  )
}
