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

// Charts are the heaviest part of the portal: whoever opens no report never loads them.
const loadChart = () => import('@/components/charts/series-chart').then((file) => file.SeriesChart)
const SeriesChart = dynamic(loadChart, {
  loading: () => <div className={classes.drawing} aria-hidden />,
})
// Fetched while the page comes to life, not after it has. What fails here is asked for again there.
if (typeof window !== 'undefined') void loadChart().catch(() => undefined)

type Props = {
  section: SectionData
  /** It takes the whole width. */
  isWide: boolean
  scale: TimeScale
  annotations: Annotation[]
}

/** A chart with its table behind it, or a table alone. */
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
        {!hasRows && <p className={classes.nothing}>{section.empty ?? 'Nothing in this range.'}</p>}
        {hasRows && section.kind === 'bridge' && <Bridge section={section} />}
        {hasRows && section.kind === 'table' && table}
        {hasChart && !isTable && (
          <ChosenGroup title={section.title} groups={groups}>
            {(group) => (
              <SeriesChart section={section} group={group} annotations={annotations} {...scale} />
            )}
          </ChosenGroup>
        )}
        {hasChart && (isTable || isPrinting) && table}
        {section.note && <p className={classes.note}>{section.note}</p>}
      </Section>
    </div>
  )
}

/** More choices than these are a list. */
const MAX_CONCURRENT = 5

type ChoiceProps = {
  title: string
  groups: ChartGroup[]
  children: (group: ChartGroup) => ReactNode
}

/** Amounts of two currencies share no axis: one is shown at a time. */
function ChosenGroup({ title, groups, children }: ChoiceProps) {
  // What is shown first stays: the order of the groups may change while numbers come in.
  const [chosen, choose] = useState(groups[0]?.id)
  const group = groups.find(({ id }) => id === chosen) ?? groups[0]
  if (!group) return null
  return (
    <>
      {groups.length > 1 && (
        <div className={classes.groups}>
          {groups.length > MAX_CONCURRENT ? (
            <Select
              size="xs"
              aria-label={`What ${title} shows`}
              data={groups.map(({ id, label }) => ({ value: id, label }))}
              value={group.id}
              allowDeselect={false}
              onChange={(id) => choose(id ?? undefined)}
            />
          ) : (
            <SegmentedControl
              size="xs"
              aria-label={`What ${title} shows`}
              data={groups.map(({ id, label }) => ({ value: id, label }))}
              value={group.id}
              onChange={choose}
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
      aria-label={`${title} as`}
      data={['Chart', 'Table']}
      value={isTable ? 'Table' : 'Chart'}
      onChange={(value) => onChange(value === 'Table')}
    />
  )
}
