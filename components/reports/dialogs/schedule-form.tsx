'use client'

import { Button, Checkbox, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { listMetrics, type ReportAlert } from '@/domain/reports/report-alert'
import type { ReportPage } from '@/domain/reports/report-pages'
import { useReport } from '../page/use-report'
import { AlertFields } from './alert-fields'
import classes from './dialogs.module.css'
import { EMPTY_TIMING, type TimingEntry, TimingFields } from './timing-fields'

type Props = { page: ReportPage; saved: string }

/** Schedules a saved report by email. An alert can use any metric of the report on screen. */
export function ScheduleForm({ page, saved }: Props) {
  const { timeZone } = useViewerLocale()
  const views = useQuery(useTRPC().savedViews.list.queryOptions({ scope: 'reports' })).data ?? []
  const [viewId, setViewId] = useState(views.find(({ query }) => query === saved)?.id ?? null)
  const [timing, setTiming] = useState<TimingEntry>(EMPTY_TIMING)
  const [onlyIfNotEmpty, setOnlyIfNotEmpty] = useState(false)
  const [alert, setAlert] = useState<ReportAlert>()
  const { mutate, isPending, error } = useSchedule(() => setAlert(undefined))
  const { data } = useReport(page)
  const selected = views.find(({ id }) => id === viewId)
  const isOnScreen = selected?.query.split('?')[0] === page
  if (views.length === 0)
    return <p className={classes.nothing}>To schedule a report, save it first.</p>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!viewId) return
    const { cadence, weekday, hour } = timing
    mutate({
      viewId,
      cadence,
      weekday: cadence === 'weekly' ? Number(weekday) : null,
      hour: Number(hour),
      timeZone,
      onlyIfNotEmpty,
      alert: isOnScreen && alert ? alert : null,
    })
  }
  return (
    <form className={classes.form} onSubmit={submit} aria-label="Schedule email">
      <Select
        label="Report"
        placeholder="Select a saved report"
        required
        data={views.map(({ id, name }) => ({ value: id, label: name }))}
        value={viewId}
        allowDeselect={false}
        onChange={setViewId}
      />
      <TimingFields timing={timing} timeZone={timeZone} onChange={setTiming} />
      <Checkbox
        label="Only if the report is not empty"
        checked={onlyIfNotEmpty}
        onChange={(event) => setOnlyIfNotEmpty(event.currentTarget.checked)}
      />
      {isOnScreen && data && (
        <AlertFields metrics={listMetrics(data)} alert={alert} onChange={setAlert} />
      )}
      {error && (
        <p className={classes.error} role="alert">
          {error.message}
        </p>
      )}
      <Button type="submit" loading={isPending} disabled={!viewId}>
        Create schedule
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
