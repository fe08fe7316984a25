'use client'

import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react'
import { TIME_ZONE_COOKIE } from '@/domain/staff/viewer-locale'

/** The viewer's locale and time zone. */
export type ViewerLocale = {
  /** BCP 47 language tag. */
  locale: string
  /** IANA name, e.g. `Europe/Berlin`. */
  timeZone: string
  /** The server's time at rendering, in ms. "Now" until hydration. */
  renderedAt: number
}

const ViewerLocaleContext = createContext<ViewerLocale>({
  locale: 'en',
  timeZone: 'UTC',
  renderedAt: 0,
})

type ProviderProps = { value: ViewerLocale; children: ReactNode }

/** Provides the viewer's locale, and keeps the time zone cookie up to date. */
export function ViewerLocaleProvider({ value, children }: ProviderProps) {
  useEffect(() => {
    saveTimeZone()
    document.addEventListener('visibilitychange', saveTimeZone)
    return () => document.removeEventListener('visibilitychange', saveTimeZone)
  }, [])
  return <ViewerLocaleContext value={value}>{children}</ViewerLocaleContext>
}

/** Returns the viewer's locale and time zone: the cookie's during hydration, then the browser's. */
export function useViewerLocale(): { locale: string; timeZone: string } {
  const { locale, timeZone } = useContext(ViewerLocaleContext)
  const zone = useSyncExternalStore(noSubscription, browserTimeZone, () => timeZone)
  return { locale, timeZone: zone }
}

/** Returns the current time in milliseconds, updated every `stepMs`. */
export function useNow(stepMs: number): number {
  const { renderedAt } = useContext(ViewerLocaleContext)
  const clock = clockOf(stepMs)
  return useSyncExternalStore(clock.subscribe, clock.read, () => renderedAt)
}

const noSubscription = () => () => {}

// Cached: every cell with a number or time reads it on each render, and asking the browser is slow.
let cachedTimeZone: string | undefined

function browserTimeZone(): string {
  cachedTimeZone ??= Intl.DateTimeFormat().resolvedOptions().timeZone
  return cachedTimeZone
}

/** Re-reads the browser's time zone, which changes when the user travels, and saves it in a cookie. */
function saveTimeZone(): void {
  cachedTimeZone = undefined
  const zone = browserTimeZone()
  // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store API.
  document.cookie = `${TIME_ZONE_COOKIE}=${zone}; path=/; max-age=31536000; samesite=lax`
}

type Clock = { subscribe: (listener: () => void) => () => void; read: () => number }
const clocks = new Map<number, Clock>()

/** Returns the shared clock for an interval. Its timer runs only while it has subscribers. */
function clockOf(stepMs: number): Clock {
  const existing = clocks.get(stepMs)
  if (existing) return existing
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = () => {
    now = Date.now()
    for (const listener of listeners) listener()
  }
  const clock: Clock = {
    read: () => now,
    subscribe: (listener) => {
      listeners.add(listener)
      if (!timer) {
        now = Date.now()
        timer = setInterval(tick, stepMs)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
  clocks.set(stepMs, clock)
  return clock
}
