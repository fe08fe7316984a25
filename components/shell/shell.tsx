'use client'

import { type ReactNode, useState } from 'react'
import { SIDEBAR_COOKIE } from '@/domain/staff/viewer-locale'
import { KeyboardShortcuts } from './keyboard-shortcuts'
import { OfflineBar } from './offline-bar'
import { Palette } from './palette/palette'
import classes from './shell.module.css'
import { Sidebar } from './sidebar'
import { TopBar } from './top-bar'
import { useShellKeys } from './use-shell-keys'
import { type Viewer, ViewerProvider } from './viewer'

type Props = {
  viewer: Viewer
  /** The number of orders that need a person, when the page was rendered. */
  attention: number | undefined
  isSidebarCollapsed: boolean
  children: ReactNode
}

/** The layout of every page behind sign-in. */
export function Shell({ viewer, ...frame }: Props) {
  return (
    <ViewerProvider viewer={viewer}>
      <Frame {...frame} />
    </ViewerProvider>
  )
}

function Frame({ attention, isSidebarCollapsed, children }: Omit<Props, 'viewer'>) {
  const [isCollapsed, setCollapsed] = useState(isSidebarCollapsed)
  const [isHelpOpen, setHelpOpen] = useState(false)
  useShellKeys({ onHelp: () => setHelpOpen(true) })
  const toggleSidebar = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store API.
    document.cookie = `${SIDEBAR_COOKIE}=${isCollapsed ? 'open' : 'folded'}; path=/; max-age=31536000; samesite=lax`
    setCollapsed(!isCollapsed)
  }
  return (
    <div className={classes.shell} data-collapsed={isCollapsed || undefined}>
      <a className={classes.skip} href="#content">
        Skip to content
      </a>
      <Sidebar attention={attention} isCollapsed={isCollapsed} onToggle={toggleSidebar} />
      <TopBar onHelp={() => setHelpOpen(true)} />
      <main className={classes.main} id="content" tabIndex={-1}>
        <OfflineBar />
        {children}
      </main>
      <Palette />
      <KeyboardShortcuts isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  )
}
