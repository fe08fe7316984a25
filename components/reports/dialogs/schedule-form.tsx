'use client'

import { Button, Checkbox, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { figuresOf } from '@/domain/reports/report-alert'
import type { ReportPage } from '@/domain/reports/report-pages'
import { CADENCES, type Cadence } from '@/domain/reports/report-schedule'
import { type AlertEntry, AlertFields } from '../alert-fields'
import { useReport } from '../page/use-report'
import classes from './dialogs.module.css'
import { hourLabels, WEEKDAYS } from './schedule-labels'

type Props = { page: ReportPage; saved: string }

const CADENCE_LABELS: Record<Cadence, string> = { daily: 'Each day', weekly: 'Each week' }
const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: hourLabels(hour),
}))
const DAYS = WEEKDAYS.map((label, i) => ({ value: String(i + 1), label }))
const EARLY = '7'

/** Asks for a saved report by email; its line can be one of the figures that are shown. */
export function ScheduleForm({ page, saved }: Props) {
  const trpc = useTRPC()
  const { timeZone } = useViewerLocale()
  const views = useQuery(trpc.savedViews.list.queryOptions({ scope: 'reports' })).data ?? []
  const [viewId, setView] = useState(views.find(({ query }) => query === saved)?.id ?? null)
  const [cadence, setCadence] = useState<Cadence>('daily')
  const [weekday, setWeekday] = useState('1')
  const [hour, setHour] = useState(EARLY)
  const [onlyIfNotEmpty, setOnlyIfNotEmpty] = useState(false)
  const [alert, setAlert] = useState<AlertEntry>()
  const { mutate, isPending, error } = useSchedule(() => setAlert(undefined))
  const { data } = useReport(page)
  const chosen = views.find(({ id }) => id === viewId)
  const isShown = chosen?.query.split('?')[0] === page
  if (views.length === 0)
    return <p className={classes.nothing}>Save a report first: what is saved can be sent.</p>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!viewId) return
    const rhythm = { cadence, weekday: cadence === 'weekly' ? Number(weekday) : null }
    const line = isShown && alert ? alert : null
    mutate({ viewId, ...rhythm, hour: Number(hour), timeZone, onlyIfNotEmpty, alert: line })
  }
  return (
    <form className={classes.form} onSubmit={submit} aria-label="Send a report by email">
      <Select
        label="Report"
        placeholder="Choose a saved report"
        required
        data={views.map(({ id, name }) => ({ value: id, label: name }))}
        value={viewId}
        allowDeselect={false}
        onChange={setView}
      />
      <div className={classes.pair}>
        <Select
          label="How often"
          data={CADENCES.map((value) => ({ value, label: CADENCE_LABELS[value] }))}
          value={cadence}
          allowDeselect={false}
          onChange={(value) => value && setCadence(value)}
        />
        {cadence === 'weekly' && (
          <Select
            label="On"
            data={DAYS}
            value={weekday}
            allowDeselect={false}
            onChange={(value) => value && setWeekday(value)}
          />
        )}
        <Select
          label={`From (${timeZone})`}
          data={HOURS}
          value={hour}
          allowDeselect={false}
          onChange={(value) => value && setHour(value)}
        />
      </div>
      <Checkbox
        label="Only if it is not empty"
        checked={onlyIfNotEmpty}
        onChange={(event) => setOnlyIfNotEmpty(event.currentTarget.checked)}
      />
      {isShown && data && (
        <AlertFields figures={figuresOf(data)} alert={alert} onChange={setAlert} />
      )}
      {error && (
        <p className={classes.error} role="alert">
          {error.message}
        </p>
      )}
      <Button type="submit" loading={isPending} disabled={!viewId}>
        Send it to me
      </Button>
    </form>
  )
}

function useSchedule(onSuccess: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.reportSettings.schedule.mutationOptions({
      onSuccess,
      onSettled: () =>
        queries.invalidateQueries({ queryKey: trpc.reportSettings.schedules.pathKey() }),
    }),
  )
}
