'use client'

import { Button, Menu } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconDots, IconDownload, IconFlag, IconLink, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useReasonAgainst } from '@/components/shell/viewer'
import type { ReportPage } from '@/domain/reports/report-pages'
import { reportExportPath } from '@/paths/routes'
import { AnnotationsDialog } from '../dialogs/annotations-dialog'
import { SavedReports } from '../dialogs/saved-reports'
import classes from './report-page.module.css'
import { useReportState } from './use-report'

/** Actions on the whole report. */
export function ReportActions({ page }: { page: ReportPage }) {
  const [isAnnotating, setAnnotating] = useState(false)
  return (
    <div className={classes.actions}>
      <SavedReports page={page} />
      <CopyLink />
      <ExportMenu page={page} />
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconDots size={16} aria-hidden />}>
            More
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
            Print
          </Menu.Item>
          <Menu.Item leftSection={<IconFlag size={16} />} onClick={() => setAnnotating(true)}>
            Annotations
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isAnnotating && <AnnotationsDialog page={page} onClose={() => setAnnotating(false)} />}
    </div>
  )
}

function CopyLink() {
  const { copy, copied } = useClipboard({ timeout: 2000 })
  return (
    <Button
      variant="default"
      leftSection={<IconLink size={16} aria-hidden />}
      onClick={() => copy(window.location.href)}
    >
      <span aria-live="polite">{copied ? 'Copied' : 'Copy link'}</span>
    </Button>
  )
}

function ExportMenu({ page }: { page: ReportPage }) {
  const { input } = useReportState(page)
  const reason = useReasonAgainst('reports.export')
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {reason && <Menu.Label>{reason}</Menu.Label>}
        <Menu.Item
          disabled={reason !== undefined}
          onClick={() => window.location.assign(reportExportPath(page, 'csv', input))}
        >
          Download CSV
        </Menu.Item>
        <Menu.Item
          disabled={reason !== undefined}
          onClick={() => window.location.assign(reportExportPath(page, 'parquet', input))}
        >
          Download Parquet
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
