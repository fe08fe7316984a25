'use client'

import { Tooltip } from '@mantine/core'
import { useNow, useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { countdown, exactTime, relativeTime, shortTime } from './relative-time'

const HALF_MINUTE = 30_000
const SECOND = 1000

/** A relative time within a day, otherwise a date. The tooltip has the exact time and zone. */
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

/** The full date and time with its zone. */
export function ExactTime({ at }: { at: Date }) {
  const { locale, timeZone } = useViewerLocale()
  return (
    <time dateTime={at.toISOString()} suppressHydrationWarning>
      {exactTime(at.getTime(), locale, timeZone)}
    </time>
  )
}

/** A countdown, "in 4:59", updated every second; "any moment now" once due. */
export function Countdown({ to }: { to: Date }) {
  const now = useNow(SECOND)
  const left = to.getTime() - now
  return (
    <time dateTime={to.toISOString()} suppressHydrationWarning>
      {left > 0 ? `in ${countdown(to.getTime(), now)}` : 'any moment now'}
    </time>
  )
}
