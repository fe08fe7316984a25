'use client'

import { Tooltip } from '@mantine/core'
import { useNow, useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { countdown, exactTime, relativeTime, shortTime } from './relative-time'

const HALF_MINUTE = 30_000
const SECOND = 1000

/** A moment: relative up to a day, a date beyond; the exact time and zone on hover and focus. */
export function Time({ at }: { at: Date }) {
  const { locale, timeZone } = useViewerLocale()
  const now = useNow(HALF_MINUTE)
  const ms = at.getTime()
  return (
    <Tooltip label={exactTime(ms, locale, timeZone)}>
      <time dateTime={at.toISOString()} suppressHydrationWarning>
        {relativeTime(ms, now, locale) ?? shortTime(ms, now, locale, timeZone)}
      </time>
    </Tooltip>
  )
}

/** A moment written out with its zone. */
export function ExactTime({ at }: { at: Date }) {
  const { locale, timeZone } = useViewerLocale()
  return (
    <time dateTime={at.toISOString()} suppressHydrationWarning>
      {exactTime(at.getTime(), locale, timeZone)}
    </time>
  )
}

/** When the next attempt comes: "in 4:59" by the second, "at any moment" once it is due. */
export function Countdown({ to }: { to: Date }) {
  const now = useNow(SECOND)
  const left = to.getTime() - now
  return (
    <time dateTime={to.toISOString()} suppressHydrationWarning>
      {left > 0 ? `in ${countdown(to.getTime(), now)}` : 'at any moment'}
    </time>
  )
}
