import type { inferRouterOutputs } from '@trpc/server'
import { EXCEPTION_KINDS, type ExceptionKind } from '@/domain/exception/exception-kinds'
import type { Drill, DrillSet } from '@/domain/reports/report-drill'
import type { Cell, Column, Row, Section } from '@/domain/reports/report-model'
import { exceptionPath, orderPath, webhookPath } from '@/paths/routes'
import type { AppRouter } from '@/server/trpc/router'
import { sentence } from './filters/word-text'

export type RowsPage = inferRouterOutputs<AppRouter>['reports']['rows']
type DrillRow = RowsPage['rows'][number]
type Names = NonNullable<RowsPage['names']>

/** A row has more amounts than an eye follows; the file has them all. */
const MAX_AMOUNTS = 4
/** Labels that are the same on every row of a list tell nothing in it. */
const HIDDEN = ['basis', 'bin', 'canceled', 'fingerprint']

/** The rows behind a number as a table: when, of which order, what it is, what it comes to. */
export function rowsSection({ set }: Drill, rows: DrillRow[], names: Names): Section {
  const [sample] = rows
  const words = Object.keys(sample?.words ?? {}).filter((name) => !HIDDEN.includes(name))
  const amounts = Object.keys(sample?.amounts ?? {}).slice(0, MAX_AMOUNTS)
  const counts = Object.keys(sample?.counts ?? {})
  const storefronts = new Set(rows.map(({ storefrontId }) => storefrontId))
  const columns: Column[] = [
    { key: 'at', label: 'When', unit: 'time' },
    ...(sample?.orderName ? [{ key: 'order', label: 'Order', unit: 'text' as const }] : []),
    ...(storefronts.size > 1 ? [{ key: 'store', label: 'Storefront', unit: 'text' as const }] : []),
    ...(sample?.country ? [{ key: 'country', label: 'Country', unit: 'text' as const }] : []),
    ...words.map((name) => ({ key: name, label: nameWords(name), unit: 'text' as const })),
    ...amounts.map((name) => ({ key: name, label: nameWords(name), unit: 'money' as const })),
    ...counts.map((name) => ({ key: name, label: nameWords(name), unit: 'count' as const })),
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
  for (const [name, word] of Object.entries(row.words))
    cells[name] = { value: wordOf(name, word, names) }
  for (const [name, amount] of Object.entries(row.amounts)) {
    const currency = name.endsWith('_shop') ? row.shopCurrency : row.currency
    cells[name] = { value: amount, ...(currency && { currency }) }
  }
  for (const [name, count] of Object.entries(row.counts)) cells[name] = { value: count }
  return { key: row.id, cells }
}

/** The page of the row itself, where it has one. */
function ownPath({ id }: DrillRow, set: DrillSet): string | undefined {
  if (set === 'exceptions') return exceptionPath(id)
  return set === 'webhooks' ? webhookPath(id) : undefined
}

function wordOf(name: string, word: string, names: Names): string {
  if (name === 'person') return names.people[word] ?? (word === '' ? 'Nobody' : word)
  if (name === 'kind' && word in EXCEPTION_KINDS)
    return EXCEPTION_KINDS[word as ExceptionKind].title
  // Numbers, titles and codes stand as they are; our own words are lower case with underscores.
  return /^[a-z]+(_[a-z]+)*$/.test(word) ? sentence(word) : word
}

/** The name of a column, or of one of our words, as people read it: "tax_added_shop". */
export function nameWords(name: string): string {
  return sentence(name.replace(/_shop$/, '_in_shop_currency'))
}
