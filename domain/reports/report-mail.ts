import { escapeHtml } from '../receipt/receipt-html'
import { cellText, changeOf, minChange, percentText, valueText } from './cell-text'
import { listMetrics } from './report-alert'
import type { Cell, Column, Report, Section } from './report-model'
import { REPORT_PAGE_FACTS } from './report-pages'

export type ReportMail = { subject: string; text: string; html: string }

type Frame = {
  /** The name of the saved report. */
  name: string
  /** The formatted date range. */
  days: string
  timeZone: string
  /** Link to the report; undefined if the portal's own URL isn't configured. */
  url: string | undefined
}

/** Rows per table in the email; the link leads to the rest. */
const MAX_ROWS = 12
const LOCALE = 'en'

/** Renders a report as an email: its metrics, the first rows of its tables, and a link to it. */
export function reportMail(report: Report, frame: Frame): ReportMail {
  const { name, days, timeZone, url } = frame
  const title = REPORT_PAGE_FACTS[report.page].title
  const metrics = metricLines(report, timeZone)
  const intro = `${title}, ${days} (${timeZone}).`
  const outro = url ? `Open the report: ${url}` : 'Open the report in Aftercart under Reports.'
  const tables = report.sections.filter(({ kind }) => kind === 'table' || kind === 'bridge')
  return {
    subject: `${name}: ${title}, ${days}`,
    text: [
      intro,
      ...metrics.map(({ label, value, change }) => `${label}: ${value}${change && ` (${change})`}`),
      outro,
    ].join('\n\n'),
    html: [
      '<!doctype html><html lang="en"><head><meta charset="utf-8">',
      `<title>${escapeHtml(name)}</title></head>`,
      '<body style="font-family:sans-serif;font-size:14px;line-height:1.5;color:#1a1a1a">',
      `<h1 style="font-size:18px;margin:0">${escapeHtml(name)}</h1><p>${escapeHtml(intro)}</p>`,
      tableHtml(
        [],
        metrics.map(({ label, value, change }) => [label, value, change]),
      ),
      ...tables.map((section) => sectionHtml(section, timeZone)),
      url
        ? `<p><a href="${escapeHtml(url)}">Open the report</a></p>`
        : `<p>${escapeHtml(outro)}</p>`,
      '</body></html>',
    ].join(''),
  }
}

function metricLines(report: Report, timeZone: string) {
  const viewer = { locale: LOCALE, timeZone }
  return listMetrics(report).map(({ column, currency, label, cell }) => ({
    label,
    value: valueText(cell.value, column, currency, viewer),
    change: changeText(cell, column, currency, viewer),
  }))
}

function changeText(
  cell: Cell,
  column: Column,
  currency: string | undefined,
  viewer: { locale: string; timeZone: string },
): string {
  const change = changeOf(cell, column.better)
  if (!change) return ''
  const before = valueText(cell.compare ?? null, column, currency, viewer)
  if (change.fraction === undefined) return `from ${before}`
  if (change.fraction === 0) return 'no change'
  if (Math.abs(change.fraction) < minChange(column)) return `about the same as ${before}`
  return `${change.fraction > 0 ? '+' : ''}${percentText(change.fraction, LOCALE)} from ${before}`
}

function sectionHtml({ title, columns, rows }: Section, timeZone: string): string {
  if (rows.length === 0) return ''
  const viewer = { locale: LOCALE, timeZone }
  const cells = rows.slice(0, MAX_ROWS).map((row) =>
    columns.map((column) => {
      const cell = row.cells[column.key]
      return cell ? cellText(cell, column, viewer) : ''
    }),
  )
  const omitted = rows.length - MAX_ROWS
  const more = omitted > 0 ? `<p style="color:#666">and ${omitted} more</p>` : ''
  const heading = `<h2 style="font-size:14px;margin:20px 0 4px">${escapeHtml(title)}</h2>`
  return `${heading}${tableHtml(
    columns.map(({ label }) => label),
    cells,
  )}${more}`
}

const CELL = 'padding:4px 12px 4px 0;text-align:left;border-bottom:1px solid #ddd'

function tableHtml(head: string[], rows: string[][]): string {
  const line = (tag: 'th' | 'td', cells: string[]) =>
    `<tr>${cells.map((cell) => `<${tag} style="${CELL}">${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
  return [
    '<table style="border-collapse:collapse;font-variant-numeric:tabular-nums">',
    head.length > 0 ? line('th', head) : '',
    ...rows.map((cells) => line('td', cells)),
    '</table>',
  ].join('')
}
