'use client'

import { Button, Checkbox, Select } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FormError } from '@/components/form/form-error'
import { useZodForm } from '@/components/form/use-zod-form'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { listMetrics } from '@/domain/reports/report-alert'
import type { ReportPage } from '@/domain/reports/report-pages'
import { useReport } from '../page/use-report'
import { AlertFields } from './alert-fields'
import classes from './dialogs.module.css'
import { ScheduleFormInput } from './schedule-form-input'
import { TimingFields } from './timing-fields'

type Props = { page: ReportPage; saved: string }

const EMPTY = {
  viewId: '',
  cadence: 'daily',
  weekday: '1',
  hour: '7',
  onlyIfNotEmpty: false,
  alert: null,
} as const

/** Schedules a saved report by email. An alert can use any metric of the report on screen. */
export function ScheduleForm({ page, saved }: Props) {
  const views = useQuery(useTRPC().savedViews.list.queryOptions({ scope: 'reports' })).data ?? []
  const { data } = useReport(page)
  const form = useScheduleForm(views.find(({ query }) => query === saved)?.id ?? '')
  const { viewId } = form.values
  const isOnScreen = (id: string) =>
    views.find((view) => view.id === id)?.query.split('?')[0] === page
  if (views.length === 0)
    return <p className={classes.nothing}>To schedule a report, save it first.</p>
  return (
    <form {...form.formProps} className={classes.form} aria-label="Schedule email">
      <ReportSelect
        views={views}
        viewId={viewId}
        onChange={(id) => {
          form.setFieldValue('viewId', id)
          if (!isOnScreen(id)) form.setFieldValue('alert', null)
        }}
      />
      <TimingFields form={form} />
      <Checkbox
        label="Only if the report is not empty"
        {...form.getInputProps('onlyIfNotEmpty', { type: 'checkbox' })}
      />
      {isOnScreen(viewId) && data && <AlertFields metrics={listMetrics(data)} form={form} />}
      <FormError {...form.failure} />
      <Button type="submit" loading={form.isBusy} disabled={!viewId}>
        Create schedule
      </Button>
    </form>
  )
}

type SelectProps = {
  views: { id: string; name: string }[]
  viewId: string
  onChange: (viewId: string) => void
}

function ReportSelect({ views, viewId, onChange }: SelectProps) {
  return (
    <Select
      label="Report"
      placeholder="Select a saved report"
      required
      data={views.map(({ id, name }) => ({ value: id, label: name }))}
      value={viewId || null}
      allowDeselect={false}
      onChange={(id) => id && onChange(id)}
    />
  )
}

function useScheduleForm(viewId: string) {
  const { timeZone } = useViewerLocale()
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutateAsync } = useMutation(
    trpc.reportSettings.schedule.mutationOptions({
      onSettled: () =>
        queries.invalidateQueries({ queryKey: trpc.reportSettings.schedules.pathKey() }),
    }),
  )
  return useZodForm({
    schema: ScheduleFormInput,
    savedValues: { ...EMPTY, viewId, timeZone },
    onSubmit: mutateAsync,
    nextValues: (submitted) => ({ ...submitted, alert: null }),
  })
}
