'use client'

import '@mantine/charts/styles.layer.css'
import { CompositeChart } from '@mantine/charts'
import { useRouter } from 'next/navigation'
import { useReader } from '@/components/reader/reader'
import { cellHref } from '@/components/reports/drill-link'
import type { Annotation } from '@/server/domain/reports/report-annotation'
import type { Granularity } from '@/server/domain/reports/report-input'
import type { Section } from '@/server/domain/reports/report-model'
import { axisText } from './axis-text'
import { Flags, flagMarks } from './chart-flags'
import type { ChartGroup } from './chart-groups'
import { ChartKey } from './chart-key'
import { ChartTip } from './chart-tip'
import classes from './charts.module.css'
import { POINT_WORDS, pointLabel, pointTitle } from './point-label'
import { type Series, seriesOf } from './series-data'

/** Fewer points than these stand as bars, where there is one series of them. */
const MOST_BARS = 62
const HEIGHT = 220

export type SeriesChartProps = {
  section: Section
  group: ChartGroup
  granularity: Granularity
  timeZone: string
  annotations: Annotation[]
}

/**
 * Numbers over time. One series stands as bars, several as lines; the comparison is a dashed line,
 * annotations are numbered flags. A click opens the rows behind the point.
 */
export function SeriesChart(props: SeriesChartProps) {
  const { section, group, granularity, timeZone, annotations } = props
  const { locale } = useReader()
  const router = useRouter()
  const { series, points, isCompared, isShortened } = seriesOf(section, group)
  const starts = section.rows.map(({ cells }) => cells.time?.value)
  const timeAt = (index: number) => {
    const start = starts[index]
    return start instanceof Date ? start : new Date(Number.NaN)
  }
  const indexOf = (key: unknown) => section.rows.findIndex((row) => row.key === key)
  const marks = flagMarks(annotations, section.rows)
  const isBars = series.length === 1 && points.length <= MOST_BARS && group.unit !== 'duration'
  const open = (index: number, [first]: Series[]) => {
    const cell = first && section.rows[index]?.cells[first.column.key]
    const href = cell && cellHref(cell)
    if (href) router.push(href)
  }
  return (
    <figure className={classes.chart}>
      <ChartKey
        series={series}
        isCompared={isCompared}
        isShortened={isShortened}
        caption={captionOf(group, granularity, timeZone)}
      />
      <div role="img" aria-label={summaryOf(section, group)} className={classes.canvas}>
        <CompositeChart
          h={HEIGHT}
          data={points}
          dataKey="key"
          series={drawn(series, isCompared, isBars)}
          curveType="linear"
          strokeWidth={2}
          withDots={!isBars && points.length <= 1}
          gridAxis="x"
          tickLine="none"
          strokeDasharray="0"
          maxBarWidth={28}
          accessibilityLayer={false}
          valueFormatter={(value) => axisText(value, group, locale)}
          xAxisProps={{
            minTickGap: 16,
            tickFormatter: (key) =>
              labelOr(timeAt(indexOf(key)), (at) =>
                pointLabel(at, granularity, { locale, timeZone }),
              ),
          }}
          yAxisProps={{ width: 64, allowDecimals: group.unit !== 'count' }}
          referenceLines={marks.lines}
          referenceAreas={marks.areas}
          tooltipProps={{
            content: ({ label }) => (
              <ChartTip
                title={labelOr(timeAt(indexOf(label)), (at) =>
                  pointTitle(at, granularity, { locale, timeZone }),
                )}
                row={section.rows[indexOf(label)]}
                series={series}
                group={group}
              />
            ),
          }}
          lineProps={({ name }) => ({
            strokeWidth: name.startsWith('before') ? 1.5 : 2,
            activeDot: name.startsWith('before')
              ? false
              : {
                  r: 5,
                  cursor: 'pointer',
                  onClick: (_: unknown, dot: unknown) =>
                    open(
                      indexOfDot(dot),
                      series.filter((each) => each.name === name),
                    ),
                },
          })}
          composedChartProps={{
            onClick: ({ activeTooltipIndex }) => {
              if (series.length === 1) open(Number(activeTooltipIndex), series)
            },
          }}
        />
      </div>
      <Flags annotations={marks.numbered} />
    </figure>
  )
}

function drawn(series: Series[], isCompared: boolean, isBars: boolean) {
  const now = series.map(({ name, color, column }) => ({
    name,
    color,
    label: column.label,
    type: isBars ? ('bar' as const) : ('line' as const),
  }))
  const before = series.map(({ before: name, column, color }) => ({
    name,
    color: series.length === 1 ? 'var(--chart-before)' : color,
    label: column.label,
    type: 'line' as const,
    strokeDasharray: '4 4',
  }))
  return isCompared ? [...now, ...before] : now
}

/** Recharts tells a dot's place as the second argument of its click. */
function indexOfDot(dot: unknown): number {
  return typeof dot === 'object' && dot !== null && 'index' in dot ? Number(dot.index) : -1
}

const labelOr = (at: Date, format: (at: Date) => string) =>
  Number.isNaN(at.getTime()) ? '' : format(at)

const UNITS = { count: 'Number', percent: 'Percent', duration: 'Time', text: '', time: '' } as const

/** What both axes measure: "EUR per day · days of Europe/Berlin". */
function captionOf({ unit, currency }: ChartGroup, granularity: Granularity, zone: string): string {
  const measure = unit === 'money' ? (currency ?? 'Amount') : UNITS[unit]
  return `${measure} per ${POINT_WORDS[granularity]} · ${zone}`
}

function summaryOf({ title, rows }: Section, { columns }: ChartGroup): string {
  const names = columns.map(({ label }) => label).join(', ')
  return `Chart of ${title}: ${names}, at ${rows.length} points in time. Its table has the same numbers.`
}
