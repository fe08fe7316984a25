import { MISSING_LABELS } from '@/domain/reports/labels/missing-values'
import { sectionText } from '@/domain/reports/labels/page-labels'
import { SALES_LABELS } from '@/domain/reports/labels/sales-labels'
import type { Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { count, money } from '../sections/measures'
import { findProductTitles, findStorefrontNames } from '../sections/names'
import { type ReportContext, sumTopic, wholeSpans } from '../sections/report-context'
import { SOLD } from '../sections/row-filters'
import { tableSection } from '../sections/sections'
import { countIn, groupRows, largestFirst, sumIn, type Tally } from '../sections/tallies'

const MAX_PRODUCTS = 50
const { columns } = SALES_LABELS

const MEASURES = [
  count('orders', columns.orders, { drill: SOLD }),
  money('total_shop', columns.sales, { drill: SOLD }),
]

const bySales = (tally: Tally) => sumIn(tally, 'total_shop')

/** Returns orders and sales by storefront. */
export async function byStorefront(context: ReportContext, sold: SumRow[]): Promise<Section> {
  const names = await findStorefrontNames(context.tx)
  return tableSection(context, {
    ...sectionText(SALES_LABELS, 'by-storefront'),
    dimensions: [{ key: 'storefront_id', ...columns.storefront }],
    valueLabels: { storefront_id: (id) => names.get(id) ?? id },
    measures: MEASURES,
    groups: largestFirst(groupRows(sold, ['storefront_id', 'shop_currency']), bySales),
  })
}

/** Returns orders and sales by shipping country. */
export function byCountry(context: ReportContext, sold: SumRow[]): Section {
  return tableSection(context, {
    ...sectionText(SALES_LABELS, 'by-country'),
    dimensions: [{ key: 'country', ...columns.country }],
    valueLabels: { country: (code) => code || MISSING_LABELS.country },
    measures: MEASURES,
    groups: largestFirst(groupRows(sold, ['country', 'shop_currency']), bySales),
  })
}

/** Reads quantity and paid amount by SKU. */
export function readProducts(context: ReportContext): Promise<SumRow[]> {
  return sumTopic(context, {
    topic: 'order_lines',
    spans: wholeSpans(context),
    by: ['sku', 'shop_currency'],
    sums: ['quantity', 'paid_shop'],
    where: { canceled: 'no' },
  })
}

/** Returns the products with the highest paid amount, from the rows of `readProducts`. */
export async function byProduct(context: ReportContext, rows: SumRow[]): Promise<Section> {
  const groups = largestFirst(groupRows(rows, ['sku', 'shop_currency']), (tally) =>
    sumIn(tally, 'paid_shop'),
  )
  const titles = await findProductTitles(
    context.tx,
    groups.slice(0, MAX_PRODUCTS).map(({ by }) => by.sku ?? ''),
  )
  const drill = { set: 'order_lines', where: { canceled: 'no' } } as const
  const section = tableSection(context, {
    ...sectionText(SALES_LABELS, 'by-product'),
    dimensions: [{ key: 'sku', ...columns.sku }],
    valueLabels: { sku: (sku) => sku || MISSING_LABELS.sku },
    measures: [
      count('quantity', columns.units, { compute: countIn('quantity'), drill }),
      money('paid_shop', columns.paid, { drill }),
    ],
    groups,
    maxRows: MAX_PRODUCTS,
  })
  return withTitles(section, titles)
}

function withTitles(section: Section, titles: Map<string, string>): Section {
  const [sku, ...rest] = section.columns
  return {
    ...section,
    columns: [...(sku ? [sku] : []), { key: 'title', ...columns.product, unit: 'text' }, ...rest],
    rows: section.rows.map((row) => ({
      ...row,
      cells: { ...row.cells, title: { value: titles.get(String(row.cells.sku?.value)) ?? '' } },
    })),
  }
}
