'use client'

import { type ReactNode, useState } from 'react'
import { RAIL_COOKIE } from '@/domain/staff/viewer-locale'
import { KeyHelp } from './key-help'
import { OfflineBar } from './offline-bar'
import { Palette } from './palette/palette'
import { Rail } from './rail'
import classes from './shell.module.css'
import { TopBar } from './top-bar'
import { useShellKeys } from './use-shell-keys'
import { type Viewer, ViewerProvider } from './viewer'

type Props = {
  viewer: Viewer
  /** Orders that wait for a person, as counted when the page was drawn. */
  attention: number | undefined
  isRailFolded: boolean
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

function Frame({ attention, isRailFolded, children }: Omit<Props, 'viewer'>) {
  const [isFolded, setFolded] = useState(isRailFolded)
  const [isHelpOpen, setHelpOpen] = useState(false)
  useShellKeys({ onHelp: () => setHelpOpen(true) })
  const fold = () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet.
    document.cookie = `${RAIL_COOKIE}=${isFolded ? 'open' : 'folded'}; path=/; max-age=31536000; samesite=lax`
    setFolded(!isFolded)
  }
  return (
    <div className={classes.shell} data-folded={isFolded || undefined}>
      <a className={classes.skip} href="#content">
        Skip to content
      </a>
      <Rail attention={attention} isFolded={isFolded} onFold={fold} />
      <TopBar onHelp={() => setHelpOpen(true)} />
      <main className={classes.main} id="content" tabIndex={-1}>
        <OfflineBar />
        {children}
      </main>
      <Palette />
      <KeyHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  )
}
