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
  /** Orders that wait for a person, as counted when the page was drawn. */
  attention: number | undefined
  isSidebarCollapsed: boolean
  children: ReactNode
}

/** The frame around every page behind sign-in. */
export function Shell({ viewer, ...frame }: Props) {
  return (
    <ViewerProvider viewer={viewer}>
      <Frame {...frame} />
    </ViewerProvider>
  )
}

function Frame({ attention, isSidebarCollapsed, children }: Omit<Props, 'viewer'>) {
  const [isFolded, setFolded] = useState(isSidebarCollapsed)
  const [isHelpOpen, setHelpOpen] = useState(false)
  useShellKeys({ onHelp: () => setHelpOpen(true) })
  const fold = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet.
    document.cookie = `${SIDEBAR_COOKIE}=${isFolded ? 'open' : 'folded'}; path=/; max-age=31536000; samesite=lax`
    setFolded(!isFolded)
  }
  return (
    <div className={classes.shell} data-folded={isFolded || undefined}>
      <a className={classes.skip} href="#content">
        Skip to content
      </a>
      <Sidebar attention={attention} isFolded={isFolded} onFold={fold} />
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
