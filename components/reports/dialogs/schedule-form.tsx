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

type Entry = {
  viewId: string | null
  timing: TimingEntry
  onlyIfNotEmpty: boolean
  alert: ReportAlert | undefined
}

const EMPTY_ENTRY: Entry = {
  viewId: null,
  timing: EMPTY_TIMING,
  onlyIfNotEmpty: false,
  alert: undefined,
}

/** Schedules a saved report by email. An alert can use any metric of the report on screen. */
export function ScheduleForm({ page, saved }: Props) {
  const views = useQuery(useTRPC().savedViews.list.queryOptions({ scope: 'reports' })).data ?? []
  const { timeZone } = useViewerLocale()
  const { data } = useReport(page)
  const [entry, setEntry] = useState<Entry>(() => ({
    ...EMPTY_ENTRY,
    viewId: views.find(({ query }) => query === saved)?.id ?? null,
  }))
  const change = (part: Partial<Entry>) => setEntry((before) => ({ ...before, ...part }))
  const { mutate, isPending, error } = useSchedule(() => change({ alert: undefined }))
  const { viewId, timing, onlyIfNotEmpty } = entry
  const isOnScreen = views.find(({ id }) => id === viewId)?.query.split('?')[0] === page
  const alert = isOnScreen ? entry.alert : undefined
  if (views.length === 0)
    return <p className={classes.nothing}>To schedule a report, save it first.</p>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (viewId)
      mutate({ viewId, ...toTiming(timing), timeZone, onlyIfNotEmpty, alert: alert ?? null })
  }
  return (
    <form className={classes.form} onSubmit={submit} aria-label="Schedule email">
      <ReportSelect views={views} viewId={viewId} onChange={(id) => change({ viewId: id })} />
      <TimingFields
        timing={timing}
        timeZone={timeZone}
        onChange={(next) => change({ timing: next })}
      />
      <Checkbox
        label="Only if the report is not empty"
        checked={onlyIfNotEmpty}
        onChange={(event) => change({ onlyIfNotEmpty: event.currentTarget.checked })}
      />
      {isOnScreen && data && (
        <AlertFields
          metrics={listMetrics(data)}
          alert={alert}
          onChange={(next) => change({ alert: next })}
        />
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

type SelectProps = {
  views: { id: string; name: string }[]
  viewId: string | null
  onChange: (viewId: string | null) => void
}

function ReportSelect({ views, viewId, onChange }: SelectProps) {
  return (
    <Select
      label="Report"
      placeholder="Select a saved report"
      required
      data={views.map(({ id, name }) => ({ value: id, label: name }))}
      value={viewId}
      allowDeselect={false}
      onChange={onChange}
    />
  )
}

const toTiming = ({ cadence, weekday, hour }: TimingEntry) => ({
  cadence,
  weekday: cadence === 'weekly' ? Number(weekday) : null,
  hour: Number(hour),
})

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
