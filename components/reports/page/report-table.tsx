'use client'

import { Tooltip } from '@mantine/core'
import { pointTitle } from '@/components/charts/point-label'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { cellText, EMPTY_VALUE, valueText } from '@/domain/reports/cell-text'
import type { Granularity } from '@/domain/reports/report-input'
import type { Cell, Column, Row, Section } from '@/domain/reports/report-model'
import { regionName } from '@/domain/text/intl-formats'
import { DrillLink } from '../drill-link'
import { sentenceCase } from '../filters/sentence-case'
import { barShares } from './bar-shares'
import classes from './report-table.module.css'

/** How points in time are formatted. */
export type TimeScale = { granularity: Granularity; timeZone: string }

type Props = {
  section: Section
  scale: TimeScale
  /** Whether it scrolls with the page instead of in its own box. */
  isTall?: boolean
}

/** The rows of a section, with the comparison below each number. */
export function ReportTable({ section, scale, isTall = false }: Props) {
  const { columns, rows } = section
  const shares = section.kind === 'series' || isTall ? undefined : barShares(section)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users need to scroll it too.
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
            <TableRow key={row.key} row={row} columns={columns} scale={scale} shares={shares} />
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: cards on phones drop the roles of a table. */}
    </div>
  )
}

type RowProps = {
  row: Row
  columns: Column[]
  scale: TimeScale
  shares: ReturnType<typeof barShares>
}

function TableRow({ row, columns, scale, shares }: RowProps) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: cards on phones drop the roles of a table.
    <tr role="row" data-others={row.key.startsWith('others~') || undefined}>
      {columns.map((column, i) => (
        <td
          // biome-ignore lint/a11y/noRedundantRoles: cards on phones drop the roles of a table.
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
  )
}

const isNumber = ({ unit }: Column) => unit !== 'text' && unit !== 'time'

function Heading({ column: { label, hint, currency, unit, relativeError } }: { column: Column }) {
  const name =
    unit === 'money' && currency && !label.includes(currency) ? `${label}, ${currency}` : label
  const explanation = [
    hint,
    relativeError && `Within ${Math.round(relativeError * 1000) / 10}% of the exact value.`,
  ]
    .filter(Boolean)
    .join(' ')
  if (!explanation) return name
  return (
    <Tooltip label={explanation}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users need the tooltip too. */}
      <span className={classes.hinted} tabIndex={0}>
        {name}
      </span>
    </Tooltip>
  )
}

function Value({ row, column, scale }: { row: Row; column: Column; scale: TimeScale }) {
  const { locale } = useViewerLocale()
  const cell = row.cells[column.key]
  if (!cell) return EMPTY_VALUE
  const text = cellLabel(cell, column, scale, locale)
  return (
    <span className={classes.value} suppressHydrationWarning>
      <DrillLink cell={cell}>
        <bdi>{text}</bdi>
      </DrillLink>
      <Before cell={cell} column={column} timeZone={scale.timeZone} />
    </span>
  )
}

function cellLabel(cell: Cell, column: Column, scale: TimeScale, locale: string): string {
  const viewer = { locale, timeZone: scale.timeZone }
  const { value } = cell
  if (column.key === 'time' && value instanceof Date)
    return pointTitle(value, scale.granularity, viewer)
  if (column.key === 'country' && typeof value === 'string') return countryName(value, locale)
  const text = cellText(cell, column, viewer)
  return isInternalCode(cell, column) ? sentenceCase(text) : text
}

/** Columns with names from outside, which are shown as they are. */
const EXTERNAL_COLUMNS = ['sku', 'title', 'product', 'name', 'person', 'storefront', 'store']

function isInternalCode({ value }: Cell, { key, unit }: Column): boolean {
  if (unit !== 'text' || typeof value !== 'string' || EXTERNAL_COLUMNS.includes(key)) return false
  return /^[a-z]+(_[a-z]+)*$/.test(value)
}

/** Returns the country name in the viewer's language; orders without an address have none. */
function countryName(code: string, locale: string): string {
  return code ? regionName(code, locale) : EMPTY_VALUE
}

function Before({ cell, column, timeZone }: { cell: Cell; column: Column; timeZone: string }) {
  const { locale } = useViewerLocale()
  if (cell.compare === undefined || cell.compare === null) return null
  // Zero compared with zero adds nothing.
  if (Number(cell.compare) === 0 && Number(cell.value) === 0) return null
  const text = valueText(cell.compare, column, cell.currency ?? column.currency, {
    locale,
    timeZone,
  })
  return (
    <small className={classes.before}>
      <span className={classes.word}>vs. </span>
      {text}
    </small>
  )
}

/** A bar with the size of a number relative to the largest in its column. */
function Bar({ share }: { share: number }) {
  return (
    <svg className={classes.bar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
      <rect width={share * 100} height="4" fill="var(--chart-1)" />
    </svg>
  )
}
