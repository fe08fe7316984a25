'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useViewer } from '@/components/shell/viewer'
import { isAllowed } from '@/domain/staff/permissions'
import classes from './settings.module.css'
import { SETTINGS_PAGES } from './settings-pages'

/** The frame of every page of the settings: what there is to set. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const path = usePathname()
  const { role } = useViewer()
  const pages = SETTINGS_PAGES.filter(
    ({ permission }) => !permission || isAllowed(role, permission),
  )
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
