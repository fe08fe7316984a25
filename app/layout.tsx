import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { AppTheme } from '@/components/theme/app-theme'
import { TrpcProvider } from '@/components/trpc-provider'
import { ViewerLocaleProvider } from '@/components/viewer-locale/viewer-locale'
import { readLocale, readTimeZone, TIME_ZONE_COOKIE } from '@/domain/staff/viewer-locale'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Aftercart', template: '%s · Aftercart' },
  description: 'Post-purchase operations',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [request, jar] = await Promise.all([headers(), cookies()])
  const nonce = request.get('x-nonce') ?? ''
  const viewerLocale = {
    locale: readLocale(request.get('accept-language')),
    timeZone: readTimeZone(jar.get(TIME_ZONE_COOKIE)?.value),
    renderedAt: Date.now(),
  }
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" nonce={nonce} suppressHydrationWarning />
      </head>
      <body>
        <AppTheme nonce={nonce}>
          <ViewerLocaleProvider value={viewerLocale}>
            <NuqsAdapter>
              <TrpcProvider>{children}</TrpcProvider>
            </NuqsAdapter>
          </ViewerLocaleProvider>
        </AppTheme>
      </body>
    </html>
  )
}
