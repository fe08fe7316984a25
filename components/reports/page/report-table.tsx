'use client'

import { Tooltip } from '@mantine/core'
import { pointTitle } from '@/components/charts/point-label'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { cellText, NOTHING, valueText } from '@/domain/reports/cell-text'
import type { Granularity } from '@/domain/reports/report-input'
import type { Cell, Column, Row, Section } from '@/domain/reports/report-model'
import { regionName } from '@/domain/text/intl-formats'
import { DrillLink } from '../drill-link'
import { sentence } from '../filters/word-text'
import { barShares } from './bar-shares'
import classes from './report-table.module.css'

/** How points in time are written. */
export type TimeScale = { granularity: Granularity; timeZone: string }

type Props = {
  section: Section
  scale: TimeScale
  /** It is the page: it scrolls with it. */
  isTall?: boolean
}

/** The rows of a section with their units; what is compared stands under each number. */
export function ReportTable({ section, scale, isTall = false }: Props) {
  const { columns, rows } = section
  const shares = section.kind === 'series' || isTall ? undefined : barShares(section)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to scroll by keyboard too.
    <div className={classes.scroll} data-tall={isTall || undefined} tabIndex={0}>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: cards on phones drop the roles of a table. */}
      <table role="table" className={classes.table} aria-label={section.title}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th
                role="columnheader"
                scope="col"
                key={column.key}
                data-end={isNumber(column) || undefined}
              >
                <Heading column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={row.key} data-others={row.key.startsWith('others~') || undefined}>
              {columns.map((column, i) => (
                <td
                  role="cell"
                  key={column.key}
                  data-label={i === 0 ? undefined : column.label}
                  data-end={isNumber(column) || undefined}
                >
                  <Value row={row} column={column} scale={scale} />
                  {shares?.column === column.key && <Bar share={shares.of(row)} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: cards on phones drop the roles of a table. */}
    </div>
  )
}

const isNumber = ({ unit }: Column) => unit !== 'text' && unit !== 'time'

function Heading({ column: { label, hint, currency, unit, relativeError } }: { column: Column }) {
  const name =
    unit === 'money' && currency && !label.includes(currency) ? `${label}, ${currency}` : label
  const words = [
    hint,
    relativeError && `Within ${Math.round(relativeError * 1000) / 10}% of the exact value.`,
  ]
    .filter(Boolean)
    .join(' ')
  if (!words) return name
  return (
    <Tooltip label={words}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what it explains is for the keyboard too. */}
      <span className={classes.hinted} tabIndex={0}>
        {name}
      </span>
    </Tooltip>
  )
}

function Value({ row, column, scale }: { row: Row; column: Column; scale: TimeScale }) {
  const { locale } = useViewerLocale()
  const cell = row.cells[column.key]
  if (!cell) return NOTHING
  const reader = { locale, timeZone: scale.timeZone }
  const isStart = column.key === 'time' && cell.value instanceof Date
  const text =
    isStart && cell.value instanceof Date
      ? pointTitle(cell.value, scale.granularity, reader)
      : column.key === 'country' && typeof cell.value === 'string'
        ? countryName(cell.value, locale)
        : isOurWord(cell, column)
          ? sentence(cellText(cell, column, reader))
          : cellText(cell, column, reader)
  return (
    <span className={classes.value} suppressHydrationWarning>
      <DrillLink cell={cell}>
        <bdi>{text}</bdi>
      </DrillLink>
      <Before cell={cell} column={column} timeZone={scale.timeZone} />
    </span>
  )
}

/** What outsiders named stands as they wrote it; codes of ours are read as words. */
const FOREIGN = ['sku', 'title', 'product', 'name', 'person', 'storefront', 'store']

function isOurWord({ value }: Cell, { key, unit }: Column): boolean {
  if (unit !== 'text' || typeof value !== 'string' || FOREIGN.includes(key)) return false
  return /^[a-z]+(_[a-z]+)*$/.test(value)
}

/** A country in the reader's words; orders without an address have none. */
function countryName(code: string, locale: string): string {
  return code ? regionName(code, locale) : NOTHING
}

function Before({ cell, column, timeZone }: { cell: Cell; column: Column; timeZone: string }) {
  const { locale } = useViewerLocale()
  if (cell.compare === undefined || cell.compare === null) return null
  // Nothing then and nothing now is no news.
  if (Number(cell.compare) === 0 && Number(cell.value) === 0) return null
  const text = valueText(cell.compare, column, cell.currency ?? column.currency, {
    locale,
    timeZone,
  })
  return (
    <small className={classes.before}>
      <span className={classes.word}>before </span>
      {text}
    </small>
  )
}

/** How large a number is beside the largest of its column. */
function Bar({ share }: { share: number }) {
  return (
    <svg className={classes.bar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
      <rect width={share * 100} height="4" fill="var(--chart-1)" />
    </svg>
  )
}
