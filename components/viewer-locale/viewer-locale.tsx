'use client'

import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react'
import { TIME_ZONE_COOKIE } from '@/domain/staff/viewer-locale'

/** How the person in front of the screen reads numbers and clocks. */
export type ViewerLocale = {
  /** BCP 47. */
  locale: string
  /** IANA name, e.g. `Europe/Berlin`. */
  timeZone: string
  /** The server's clock when it drew the page: what "now" is until the browser takes over. */
  renderedAt: number
}

const ViewerLocaleContext = createContext<ViewerLocale>({ locale: 'en', timeZone: 'UTC', renderedAt: 0 })

export function ViewerLocaleProvider({
  reader,
  children,
}: {
  reader: ViewerLocale
  children: ReactNode
}) {
  useEffect(() => {
    rememberTimeZone()
    document.addEventListener('visibilitychange', rememberTimeZone)
    return () => document.removeEventListener('visibilitychange', rememberTimeZone)
  }, [])
  return <ViewerLocaleContext value={reader}>{children}</ViewerLocaleContext>
}

/** The reader's locale, and their time zone: the remembered one, then the browser's own. */
export function useViewerLocale(): { locale: string; timeZone: string } {
  const { locale, timeZone } = useContext(ViewerLocaleContext)
  const zone = useSyncExternalStore(never, browserTimeZone, () => timeZone)
  return { locale, timeZone: zone }
}

/** The present moment in milliseconds, moving on every `stepMs`. */
export function useNow(stepMs: number): number {
  const { renderedAt } = useContext(ViewerLocaleContext)
  const clock = clockOf(stepMs)
  return useSyncExternalStore(clock.subscribe, clock.read, () => renderedAt)
}

const never = () => () => {}

// Every cell with a number or a time asks for it several times while it is drawn, and a browser
// takes its time to say.
let knownTimeZone: string | undefined

function browserTimeZone(): string {
  knownTimeZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone
  return knownTimeZone
}

/** Asks the browser anew, which may have traveled while nobody looked, and tells the server. */
function rememberTimeZone(): void {
  knownTimeZone = undefined
  const zone = browserTimeZone()
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet.
  document.cookie = `${TIME_ZONE_COOKIE}=${zone}; path=/; max-age=31536000; samesite=lax`
}

type Clock = { subscribe: (tell: () => void) => () => void; read: () => number }
const clocks = new Map<number, Clock>()

/** One timer per pace for the whole page, running only while something shows a time. */
function clockOf(stepMs: number): Clock {
  const known = clocks.get(stepMs)
  if (known) return known
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = () => {
    now = Date.now()
    for (const tell of listeners) tell()
  }
  const clock: Clock = {
    read: () => now,
    subscribe: (tell) => {
      listeners.add(tell)
      if (!timer) {
        now = Date.now()
        timer = setInterval(tick, stepMs)
      }
      return () => {
        listeners.delete(tell)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
  clocks.set(stepMs, clock)
  return clock
}
