'use client'

import '@mantine/charts/styles.layer.css'
import { CompositeChart } from '@mantine/charts'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { cellHref } from '@/components/reports/drill-link'
import { usePrinting } from '@/components/reports/page/use-printing'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import type { Annotation } from '@/domain/reports/report-annotation'
import type { Granularity } from '@/domain/reports/report-input'
import type { Section } from '@/domain/reports/report-model'
import { axisText } from './axis-text'
import { Flags, flagMarks } from './chart-flags'
import type { ChartGroup } from './chart-groups'
import { ChartLegend } from './chart-legend'
import { ChartTooltip } from './chart-tooltip'
import classes from './charts.module.css'
import { lineProps } from './line-props'
import { clickNearestDot } from './nearest-dot'
import { POINT_LABELS, pointLabel, pointTitle } from './point-label'
import { type Point, plotSeries, type Series } from './series-data'
import { useInViewport } from './use-in-viewport'

/** A single series with at most this many points is drawn as bars. */
const MAX_BARS = 62
const HEIGHT = 220
/** Maximum number of ticks on the time axis; measuring more labels is slow. */
const MAX_TICKS = 13

export type SeriesChartProps = {
  section: Section
  group: ChartGroup
  granularity: Granularity
  timeZone: string
  annotations: Annotation[]
}

/**
 * A chart of numbers over time: bars for one series, lines for several, a dashed line for the
 * comparison and numbered flags for annotations. A click opens the rows behind a point. Charts near
 * the viewport render first.
 */
export function SeriesChart(props: SeriesChartProps) {
  const { section, group, granularity, timeZone, annotations } = props
  const drawing = plotSeries(section, group)
  const marks = flagMarks(annotations, section.rows)
  const canvas = useRef<HTMLDivElement>(null)
  const isNear = useInViewport(canvas)
  const isPrinting = usePrinting()
  return (
    <figure className={classes.chart}>
      <ChartLegend
        series={drawing.series}
        isCompared={drawing.isCompared}
        isShortened={drawing.isShortened}
        caption={captionOf(group, granularity, timeZone)}
      />
      <div
        ref={canvas}
        role="img"
        aria-label={summaryOf(section, group)}
        className={classes.canvas}
      >
        {(isNear || isPrinting) && <Canvas {...props} drawing={drawing} marks={marks} />}
      </div>
      <Flags annotations={marks.numbered} />
    </figure>
  )
}

type CanvasProps = SeriesChartProps & {
  drawing: ReturnType<typeof plotSeries>
  marks: ReturnType<typeof flagMarks>
}

function Canvas({ drawing, marks, ...props }: CanvasProps) {
  const { section, group } = props
  const { series, points, isCompared } = drawing
  const { locale } = useViewerLocale()
  const open = useOpenRows(section)
  const rowAt = (label: unknown) => section.rows.find(({ key }) => key === label)
  const { labelAt, titleAt } = useTimeFormatters(props)
  const only = series.length === 1 ? series[0] : undefined
  const isBars = only !== undefined && points.length <= MAX_BARS && group.unit !== 'duration'
  return (
    <CompositeChart
      h={HEIGHT}
      data={points}
      dataKey="key"
      series={chartSeries(series, isCompared, isBars)}
      curveType="linear"
      connectNulls={false}
      withDots={!isBars}
      gridAxis="x"
      tickLine="none"
      strokeDasharray="0"
      maxBarWidth={28}
      accessibilityLayer={false}
      valueFormatter={(value) => axisText(value, group, locale)}
      xAxisProps={{ ...X_AXIS, tickFormatter: labelAt, ticks: ticksOf(points) }}
      yAxisProps={{ width: 64, allowDecimals: group.unit !== 'count' }}
      referenceLines={marks.lines}
      referenceAreas={marks.areas}
      tooltipProps={{
        content: ({ label }) => (
          <ChartTooltip title={titleAt(label)} row={rowAt(label)} series={series} group={group} />
        ),
      }}
      lineProps={({ name }) => lineProps(name, points, (index) => open(index, series, name))}
      composedChartProps={{
        onClick: ({ activeTooltipIndex }, event) => {
          if (only) open(Number(activeTooltipIndex), series, only.name)
          else clickNearestDot(event)
        },
      }}
    />
  )
}

const X_AXIS = { interval: 'equidistantPreserveStart', minTickGap: 16 } as const

function ticksOf(points: Point[]): string[] {
  const step = Math.ceil(points.length / MAX_TICKS)
  return points.filter((_, i) => i % step === 0).map(({ key }) => key)
}

/** Returns a function that opens the rows behind a point of a series. */
function useOpenRows(section: Section) {
  const router = useRouter()
  return (index: number, series: Series[], name: string) => {
    const column = series.find((candidate) => candidate.name === name)?.column
    const cell = column && section.rows[index]?.cells[column.key]
    const href = cell && cellHref(cell)
    if (href) router.push(href)
  }
}

/** Returns formatters of a point's start for the axis and for the tooltip. */
function useTimeFormatters({ section, granularity, timeZone }: SeriesChartProps) {
  const { locale } = useViewerLocale()
  const startOf = (key: unknown) => {
    const start = section.rows.find((row) => row.key === key)?.cells.time?.value
    return start instanceof Date ? start : undefined
  }
  const formatter = (format: typeof pointLabel) => (key: unknown) => {
    const start = startOf(key)
    return start ? format(start, granularity, { locale, timeZone }) : ''
  }
  return { labelAt: formatter(pointLabel), titleAt: formatter(pointTitle) }
}

function chartSeries(series: Series[], isCompared: boolean, isBars: boolean) {
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

const UNITS = {
  count: 'Count',
  percent: 'Percent',
  duration: 'Duration',
  text: '',
  time: '',
} as const

/** Returns the units of both axes: "EUR per day · Europe/Berlin". */
function captionOf({ unit, currency }: ChartGroup, granularity: Granularity, zone: string): string {
  const measure = unit === 'money' ? (currency ?? 'Amount') : UNITS[unit]
  return `${measure} per ${POINT_LABELS[granularity]} · ${zone}`
}

function summaryOf({ title, rows }: Section, { columns }: ChartGroup): string {
  const names = columns.map(({ label }) => label).join(', ')
  return `Chart of ${title}: ${names}, ${rows.length} points in time. The table view has the same numbers.`
}
