import { escapeHtml } from '../receipt/receipt-html'
import { cellText, changeOf, leastChange, percentText, valueText } from './cell-text'
import { figuresOf } from './report-alert'
import type { Cell, Column, Report, Section } from './report-model'
import { REPORT_PAGE_FACTS } from './report-pages'

export type ReportMail = { subject: string; text: string; html: string }

type Frame = {
  /** The name that the report was saved under. */
  name: string
  /** Its days in words. */
  days: string
  timeZone: string
  /** Where it opens; undefined: the portal does not know its own address. */
  url: string | undefined
}

/** Nobody reads longer tables in a mail: the link leads to the rest. */
const MAX_ROWS = 12
const LOCALE = 'en'

/** A report as a mail: its headline numbers, its tables' first rows, and the link to it. */
export function reportMail(report: Report, frame: Frame): ReportMail {
  const { name, days, timeZone, url } = frame
  const title = REPORT_PAGE_FACTS[report.page].title
  const lines = linesOf(report, timeZone)
  const intro = `${title}, ${days} (${timeZone}).`
  const outro = url ? `Open it: ${url}` : 'Open it in Aftercart under Reports.'
  const tables = report.sections.filter(({ kind }) => kind === 'table' || kind === 'bridge')
  return {
    subject: `${name}: ${title}, ${days}`,
    text: [
      intro,
      ...lines.map(({ label, value, change }) => `${label}: ${value}${change && ` (${change})`}`),
      outro,
    ].join('\n\n'),
    html: [
      '<!doctype html><html lang="en"><head><meta charset="utf-8">',
      `<title>${escapeHtml(name)}</title></head>`,
      '<body style="font-family:sans-serif;font-size:14px;line-height:1.5;color:#1a1a1a">',
      `<h1 style="font-size:18px;margin:0">${escapeHtml(name)}</h1><p>${escapeHtml(intro)}</p>`,
      tableHtml(
        [],
        lines.map(({ label, value, change }) => [label, value, change]),
      ),
      ...tables.map((section) => sectionHtml(section, timeZone)),
      url
        ? `<p><a href="${escapeHtml(url)}">Open the report</a></p>`
        : `<p>${escapeHtml(outro)}</p>`,
      '</body></html>',
    ].join(''),
  }
}

function linesOf(report: Report, timeZone: string) {
  const reader = { locale: LOCALE, timeZone }
  return figuresOf(report).map(({ column, currency, label, cell }) => ({
    label,
    value: valueText(cell.value, column, currency, reader),
    change: changeLabels(cell, column, currency, reader),
  }))
}

function changeLabels(
  cell: Cell,
  column: Column,
  currency: string | undefined,
  reader: { locale: string; timeZone: string },
): string {
  const change = changeOf(cell, column.better)
  if (!change) return ''
  const before = valueText(cell.compare ?? null, column, currency, reader)
  if (change.fraction === undefined) return `from ${before}`
  if (change.fraction === 0) return 'the same as before'
  if (Math.abs(change.fraction) < leastChange(column)) return `nearly the same as ${before}`
  return `${change.fraction > 0 ? '+' : ''}${percentText(change.fraction, LOCALE)} from ${before}`
}

function sectionHtml({ title, columns, rows }: Section, timeZone: string): string {
  if (rows.length === 0) return ''
  const reader = { locale: LOCALE, timeZone }
  const cells = rows.slice(0, MAX_ROWS).map((row) =>
    columns.map((column) => {
      const cell = row.cells[column.key]
      return cell ? cellText(cell, column, reader) : ''
    }),
  )
  const left = rows.length - MAX_ROWS
  const more = left > 0 ? `<p style="color:#666">and ${left} more</p>` : ''
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
