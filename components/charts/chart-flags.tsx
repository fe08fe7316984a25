'use client'

import { ExactTime } from '@/components/time/time'
import { ANNOTATION_LABELS, type Annotation } from '@/domain/reports/report-annotation'
import type { Row } from '@/domain/reports/report-model'
import classes from './charts.module.css'

const COLORS: Record<Annotation['kind'], string> = {
  promotion: 'var(--chart-flag)',
  incident: 'var(--chart-flag-trouble)',
  note: 'var(--chart-flag-note)',
}

/** Returns the marks of annotations on the axis: a numbered line, and a band for their duration. */
export function flagMarks(annotations: Annotation[], rows: Row[]) {
  const numbered = annotations.flatMap((annotation) => {
    const first = pointAt(rows, annotation.startsAt) ?? rows[0]?.key
    return first === undefined ? [] : [{ annotation, first }]
  })
  const lines = numbered.map(({ annotation, first }, i) => ({
    x: first,
    color: COLORS[annotation.kind],
    label: String(i + 1),
    labelPosition: 'insideTopRight' as const,
  }))
  const areas = numbered.flatMap(({ annotation: { kind, endsAt }, first }) => {
    const last = endsAt && pointAt(rows, endsAt)
    return last && last !== first
      ? [{ x1: first, x2: last, color: COLORS[kind], fillOpacity: 0.08, strokeOpacity: 0 }]
      : []
  })
  return { lines, areas, numbered: numbered.map(({ annotation }) => annotation) }
}

/** Returns the key of the latest point that started by `at`, or undefined. */
function pointAt(rows: Row[], at: Date): string | undefined {
  return rows.findLast(({ cells }) => {
    const start = cells.time?.value
    return start instanceof Date && start <= at
  })?.key
}

/** The legend of the numbered flags. */
export function Flags({ annotations }: { annotations: Annotation[] }) {
  if (annotations.length === 0) return null
  return (
    <ol className={classes.flags}>
      {annotations.map(({ id, kind, title, startsAt }) => (
        <li key={id}>
          {ANNOTATION_LABELS[kind]}: <bdi>{title}</bdi>, <ExactTime at={startsAt} />
        </li>
      ))}
    </ol>
  )
}
