'use client'

import { Tooltip } from '@mantine/core'
import { useNow, useReader } from '@/components/reader/reader'
import { exactTime } from '@/components/time/relative-time'
import { dueWords } from '@/server/domain/due'
import classes from './due-words.module.css'
import { useWorkHours } from './use-work-hours'

const MINUTE = 60_000

/** What is left of the time limit in working time; the exact moment on hover. */
export function DueWords({ dueAt }: { dueAt: Date }) {
  const { locale, timeZone } = useReader()
  const now = useNow(MINUTE)
  const { state, text } = dueWords(dueAt, new Date(now), useWorkHours())
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
