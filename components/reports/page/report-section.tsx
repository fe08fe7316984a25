'use client'

import { SegmentedControl, Select } from '@mantine/core'
import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import { Bridge } from '@/components/charts/bridge'
import { type ChartGroup, chartGroups } from '@/components/charts/chart-groups'
import { Section } from '@/components/panel/section'
import type { Annotation } from '@/domain/reports/report-annotation'
import type { Section as SectionData } from '@/domain/reports/report-model'
import classes from './report-section.module.css'
import { ReportTable, type TimeScale } from './report-table'
import { usePrinting } from './use-printing'

// Charts are the largest bundle of the portal, so only reports load them.
const loadChart = () => import('@/components/charts/series-chart').then((file) => file.SeriesChart)
const SeriesChart = dynamic(loadChart, {
  loading: () => <div className={classes.drawing} aria-hidden />,
})
// Starts loading during hydration, not after it. A failed import is retried on render.
if (typeof window !== 'undefined') void loadChart().catch(() => undefined)

type Props = {
  section: SectionData
  /** Whether it spans the full width. */
  isWide: boolean
  scale: TimeScale
  annotations: Annotation[]
}

/** A chart that can be switched to its table, or a table alone. */
export function ReportSection({ section, isWide, scale, annotations }: Props) {
  const [isTable, setTable] = useState(false)
  const isPrinting = usePrinting()
  const groups = section.kind === 'series' ? chartGroups(section) : []
  const table = <ReportTable section={section} scale={scale} />
  const hasRows = section.rows.length > 0
  const hasChart = hasRows && groups.length > 0
  return (
    <div className={classes.section} data-wide={isWide || undefined}>
      <Section
        title={section.title}
        isPadded={false}
        {...(hasChart && {
          aside: <ViewSwitch title={section.title} isTable={isTable} onChange={setTable} />,
        })}
      >
        {!hasRows && <p className={classes.nothing}>{section.empty ?? 'No data in this range'}</p>}
        {hasRows && section.kind === 'bridge' && <Bridge section={section} />}
        {hasRows && section.kind === 'table' && table}
        {hasChart && !isTable && (
          <SelectedGroup title={section.title} groups={groups}>
            {(group) => (
              <SeriesChart section={section} group={group} annotations={annotations} {...scale} />
            )}
          </SelectedGroup>
        )}
        {hasChart && (isTable || isPrinting) && table}
        {section.note && <p className={classes.note}>{section.note}</p>}
      </Section>
    </div>
  )
}

/** With more groups, a select replaces the segmented control. */
const MAX_SEGMENTS = 5

type GroupProps = {
  title: string
  groups: ChartGroup[]
  children: (group: ChartGroup) => ReactNode
}

/** Shows one group at a time, because amounts in two currencies can't share an axis. */
function SelectedGroup({ title, groups, children }: GroupProps) {
  // Kept in state, because the order of the groups may change when the report is refreshed.
  const [selectedId, setSelectedId] = useState(groups[0]?.id)
  const group = groups.find(({ id }) => id === selectedId) ?? groups[0]
  if (!group) return null
  return (
    <>
      {groups.length > 1 && (
        <div className={classes.groups}>
          {groups.length > MAX_SEGMENTS ? (
            <Select
              size="xs"
              aria-label={`Unit of ${title}`}
              data={groups.map(({ id, label }) => ({ value: id, label }))}
              value={group.id}
              allowDeselect={false}
              onChange={(id) => setSelectedId(id ?? undefined)}
            />
          ) : (
            <SegmentedControl
              size="xs"
              aria-label={`Unit of ${title}`}
              data={groups.map(({ id, label }) => ({ value: id, label }))}
              value={group.id}
              onChange={setSelectedId}
            />
          )}
        </div>
      )}
      {children(group)}
    </>
  )
}

type SwitchProps = { title: string; isTable: boolean; onChange: (isTable: boolean) => void }

function ViewSwitch({ title, isTable, onChange }: SwitchProps) {
  return (
    <SegmentedControl
      className={classes.switch}
      size="xs"
      aria-label={`View ${title} as`}
      data={['Chart', 'Table']}
      value={isTable ? 'Table' : 'Chart'}
      onChange={(value) => onChange(value === 'Table')}
    />
  )
}
