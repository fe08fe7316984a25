'use client'

import { Button, Menu } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { SaveViewDialog } from '@/components/orders/filters/save-view-dialog'
import { useSavedViewMutations } from '@/components/orders/filters/use-saved-view-mutations'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import type { ReportPage } from '@/domain/reports/report-pages'
import { ROLES } from '@/domain/staff/permissions'
import { savedReportPath } from '@/paths/routes'
import { reportQuery } from '../filters/report-url'
import { useReportState } from '../page/use-report'
import { SchedulesDialog } from './schedules-dialog'

/** Menu of saved reports, with actions to save the current one and to schedule emails. */
export function SavedReports({ page }: { page: ReportPage }) {
  const [dialog, setDialog] = useState<'save' | 'schedules'>()
  const { state } = useReportState(page)
  const saved = `${page}?${reportQuery(state)}`.replace(/\?$/, '')
  const views = useQuery(useTRPC().savedViews.list.queryOptions({ scope: 'reports' })).data ?? []
  const current = views.find((view) => view.query === saved)
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} aria-hidden />}>
            {current ? <bdi>{current.name}</bdi> : 'Saved'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && <Menu.Label>No saved reports yet</Menu.Label>}
          {views.map((view) => (
            <ReportItem key={view.id} view={view} isCurrent={view === current} />
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setDialog('save')}>Save report</Menu.Item>
          <Menu.Item onClick={() => setDialog('schedules')}>Schedule email</Menu.Item>
          {current && <CurrentReport view={current} />}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'save' && (
        <SaveViewDialog scope="reports" query={saved} onClose={() => setDialog(undefined)}>
          Saves the page, range, comparison, time zone and filters. Relative ranges such as the last
          28 days stay relative.
        </SaveViewDialog>
      )}
      {dialog === 'schedules' && (
        <SchedulesDialog page={page} saved={saved} onClose={() => setDialog(undefined)} />
      )}
    </>
  )
}

type View = {
  id: string
  name: string
  query: string
  isOwn: boolean
  isShared: boolean
  defaultForRole: string | null
}

function ReportItem({ view, isCurrent }: { view: View; isCurrent: boolean }) {
  const router = useRouter()
  return (
    <Menu.Item
      aria-current={isCurrent ? 'true' : undefined}
      onClick={() => router.push(savedReportPath(view.query))}
    >
      <bdi>{view.name}</bdi>
      {view.isShared ? ' · Shared' : ''}
      {view.defaultForRole ? ` · Default for ${view.defaultForRole}` : ''}
    </Menu.Item>
  )
}

/** Actions on the saved report that is open. */
function CurrentReport({ view }: { view: View }) {
  const { remove, chooseDefault } = useSavedViewMutations()
  const canShare = useReasonAgainst('views.share') === undefined
  if (!view.isOwn && !canShare) return null
  return (
    <>
      <Menu.Divider />
      {canShare &&
        view.isShared &&
        ROLES.filter((role) => role !== view.defaultForRole).map((role) => (
          <Menu.Item
            key={role}
            onClick={() => chooseDefault({ scope: 'reports', role, viewId: view.id })}
          >
            Make default for {role}
          </Menu.Item>
        ))}
      <Menu.Item onClick={() => remove({ viewId: view.id })}>Delete {view.name}</Menu.Item>
    </>
  )
}
