import type { inferRouterOutputs } from '@trpc/server'
import { EXCEPTION_KINDS, type ExceptionKind } from '@/domain/exception/exception-kinds'
import type { Drill, DrillSet } from '@/domain/reports/report-drill'
import type { Cell, Column, Row, Section } from '@/domain/reports/report-model'
import { exceptionPath, orderPath, webhookPath } from '@/paths/routes'
import type { AppRouter } from '@/server/trpc/router'
import { sentenceCase } from './filters/sentence-case'

export type RowsPage = inferRouterOutputs<AppRouter>['reports']['rows']
type DrillRow = RowsPage['rows'][number]
type Names = NonNullable<RowsPage['names']>

/** Amount columns shown; the export has all of them. */
const MAX_AMOUNTS = 4
/** Dimensions that have the same value in every row of a list. */
const HIDDEN = ['basis', 'bin', 'canceled', 'fingerprint']

/** Converts the rows behind a number to a table section. */
export function rowsSection({ set }: Drill, rows: DrillRow[], names: Names): Section {
  const [sample] = rows
  const texts = Object.keys(sample?.texts ?? {}).filter((name) => !HIDDEN.includes(name))
  const amounts = Object.keys(sample?.amounts ?? {}).slice(0, MAX_AMOUNTS)
  const counts = Object.keys(sample?.counts ?? {})
  const storefronts = new Set(rows.map(({ storefrontId }) => storefrontId))
  const columns: Column[] = [
    { key: 'at', label: 'Date', unit: 'time' },
    ...(sample?.orderName ? [{ key: 'order', label: 'Order', unit: 'text' as const }] : []),
    ...(storefronts.size > 1 ? [{ key: 'store', label: 'Storefront', unit: 'text' as const }] : []),
    ...(sample?.country ? [{ key: 'country', label: 'Country', unit: 'text' as const }] : []),
    ...texts.map((name) => ({ key: name, label: columnLabel(name), unit: 'text' as const })),
    ...amounts.map((name) => ({ key: name, label: columnLabel(name), unit: 'money' as const })),
    ...counts.map((name) => ({ key: name, label: columnLabel(name), unit: 'count' as const })),
  ]
  return {
    id: set,
    title: 'Rows',
    kind: 'table',
    columns,
    rows: rows.map((row) => toRow(row, set, names)),
  }
}

function toRow(row: DrillRow, set: DrillSet, names: Names): Row {
  const link = ownPath(row, set)
  const cells: Record<string, Cell> = {
    at: { value: row.at, ...(link && { link }) },
    order: {
      value: row.orderName,
      ...(row.orderId && { link: orderPath(row.orderId) }),
    },
    store: { value: names.storefronts[row.storefrontId ?? ''] ?? '' },
    country: { value: row.country },
  }
  for (const [name, text] of Object.entries(row.texts))
    cells[name] = { value: textOf(name, text, names) }
  for (const [name, amount] of Object.entries(row.amounts)) {
    const currency = name.endsWith('_shop') ? row.shopCurrency : row.currency
    cells[name] = { value: amount, ...(currency && { currency }) }
  }
  for (const [name, count] of Object.entries(row.counts)) cells[name] = { value: count }
  return { key: row.id, cells }
}

/** Returns the path of the row's own page, if it has one. */
function ownPath({ id }: DrillRow, set: DrillSet): string | undefined {
  if (set === 'exceptions') return exceptionPath(id)
  return set === 'webhooks' ? webhookPath(id) : undefined
}

function textOf(name: string, text: string, names: Names): string {
  if (name === 'person') return names.people[text] ?? (text === '' ? 'None' : text)
  if (name === 'kind' && text in EXCEPTION_KINDS)
    return EXCEPTION_KINDS[text as ExceptionKind].title
  // Our own codes are lower case with underscores. Numbers, titles and vendor codes stay as they are.
  return /^[a-z]+(_[a-z]+)*$/.test(text) ? sentenceCase(text) : text
}

/** Returns the label of a column: `tax_added_shop` is "Tax added in shop currency". */
export function columnLabel(name: string): string {
  return sentenceCase(name.replace(/_shop$/, '_in_shop_currency'))
}
