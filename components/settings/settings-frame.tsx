'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useViewer } from '@/components/shell/viewer'
import { isAllowed } from '@/domain/staff/permissions'
import classes from './settings.module.css'
import { SETTINGS_PAGES } from './settings-pages'

/** The layout of the settings pages, with a tab for each page the viewer can open. */
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
