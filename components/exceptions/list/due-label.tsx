'use client'

import { Tooltip } from '@mantine/core'
import { exactTime } from '@/components/time/relative-time'
import { useNow, useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { formatDue } from '@/domain/exception/due-state'
import { useWorkHours } from '../triage/use-work-hours'
import classes from './due-label.module.css'

const MINUTE = 60_000

/** Renders the working time left until the due date, with the exact time on hover. */
export function DueLabel({ dueAt }: { dueAt: Date }) {
  const { locale, timeZone } = useViewerLocale()
  const now = useNow(MINUTE)
  const { state, text } = formatDue(dueAt, new Date(now), useWorkHours())
  return (
    <Tooltip
      label={`Due ${exactTime(dueAt.getTime(), locale, timeZone)}, counted in working hours`}
    >
      <time
        className={classes.due}
        data-state={state}
        dateTime={dueAt.toISOString()}
        suppressHydrationWarning
      >
        {text}
      </time>
    </Tooltip>
  )
}
