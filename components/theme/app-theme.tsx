'use client'

import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { provideStyleNonce } from './style-nonce'
import { cssVariablesResolver, theme } from './theme'

/** Provides the Mantine theme. `nonce` lets its style tags pass the content security policy. */
export function AppTheme({ nonce, children }: { nonce: string; children: ReactNode }) {
  provideStyleNonce(nonce)
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
      deduplicateInlineStyles
    >
      <Notifications position="bottom-right" limit={3} />
      {children}
    </MantineProvider>
  )
}
