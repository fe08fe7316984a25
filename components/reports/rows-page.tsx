'use client'

import { Button, Menu, Skeleton } from '@mantine/core'
import { IconArrowLeft, IconDownload, IconListSearch } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useReasonAgainst } from '@/components/shell/viewer'
import { Failure } from '@/components/states/failure'
import { Notice } from '@/components/states/notice'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { DRILL_LABELS, type Drill, formatDrill } from '@/domain/reports/report-drill'
import { reportRowsExportPath } from '@/paths/routes'
import { drillSummary } from './filters/drill-summary'
import { ReportTable } from './page/report-table'
import classes from './rows-page.module.css'
import { type RowsPage as PageOfRows, rowsSection } from './rows-section'
import { RowsTotals } from './rows-totals'

const NO_NAMES = { storefronts: {}, people: {} }

/** The rows behind a number, with totals and export. */
export function RowsPage({ drill }: { drill: Drill }) {
  const { locale, timeZone } = useViewerLocale()
  const rows = useRows(drill)
  const { many } = DRILL_LABELS[drill.set]
  const title = many.charAt(0).toUpperCase() + many.slice(1)
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Back />
        <div>
          <h1>{title}</h1>
          <p suppressHydrationWarning>{drillSummary(drill, { locale, timeZone })}</p>
        </div>
        <RowsExport drill={drill} />
      </header>
      <Rows drill={drill} rows={rows} />
    </div>
  )
}

/** Loads the pages of rows requested so far. */
function useRows(drill: Drill) {
  const trpc = useTRPC()
  const [cursors, setCursors] = useState<Cursor[]>([undefined])
  const pages = useQueries({
    queries: cursors.map((after) =>
      trpc.reports.rows.queryOptions(after ? { drill, after } : { drill }),
    ),
  })
  const next = pages.at(-1)?.data?.next
  return {
    pages,
    more: next && (() => setCursors((before) => [...before, next])),
    isFetching: pages.some(({ isFetching }) => isFetching),
  }
}

type Cursor = PageOfRows['next']

type RowsProps = { drill: Drill; rows: ReturnType<typeof useRows> }

function Rows({ drill, rows }: RowsProps) {
  const { timeZone } = useViewerLocale()
  const { pages, more, isFetching } = rows
  const failed = pages.find(({ error, data }) => error && !data)
  if (failed?.error) return <Failure title="Couldn't load these rows" query={failed} />
  const first = pages[0]?.data
  if (!first) return <Skeleton height={320} m="md" role="status" aria-label="Loading" />
  const loaded = pages.flatMap(({ data }) => data?.rows ?? [])
  if (loaded.length === 0)
    return (
      <Notice icon={<IconListSearch size={20} />} title="No matching records">
        <p>The number is zero, or the data has changed since the report was loaded.</p>
      </Notice>
    )
  return (
    <>
      <RowsTotals set={drill.set} totals={first.totals ?? []} asOf={first.asOf} />
      <ReportTable
        isTall
        section={rowsSection(drill, loaded, first.names ?? NO_NAMES)}
        scale={{ granularity: 'day', timeZone }}
      />
      {more && (
        <div className={classes.more}>
          <Button variant="default" loading={isFetching} onClick={more}>
            Show more
          </Button>
        </div>
      )}
    </>
  )
}

function Back() {
  const router = useRouter()
  return (
    <Button
      variant="default"
      leftSection={<IconArrowLeft size={16} aria-hidden />}
      onClick={() => router.back()}
    >
      Back to report
    </Button>
  )
}

function RowsExport({ drill }: { drill: Drill }) {
  const reason = useReasonAgainst('reports.export')
  const download = (format: string) => () =>
    window.location.assign(reportRowsExportPath(formatDrill(drill), format))
  return (
    <div className={classes.export}>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {reason && <Menu.Label>{reason}</Menu.Label>}
          <Menu.Item disabled={reason !== undefined} onClick={download('csv')}>
            Download CSV
          </Menu.Item>
          <Menu.Item disabled={reason !== undefined} onClick={download('parquet')}>
            Download Parquet
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
