import type { Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { findStorefrontNames, findTitles } from './names'
import { groupRows, type Question, read, sumIn, type Tally, wholeSpans } from './question'
import { count, largestFirst, money, tableOf } from './sections'

const MAX_PRODUCTS = 50
const SOLD = { set: 'orders', where: { canceled: 'no' } } as const

const inShopMeasures = () => [
  count('orders', 'Orders', { drill: SOLD }),
  money('total_shop', 'Sales', { drill: SOLD }),
]

/** What each storefront sold. */
export async function byStorefront(question: Question, sold: SumRow[]): Promise<Section> {
  const groups = groupRows(sold, ['storefront_id', 'shop_currency'])
  const names = await findStorefrontNames(question.tx)
  return tableOf(question, {
    id: 'by-storefront',
    title: 'By storefront',
    head: [{ key: 'storefront_id', label: 'Storefront' }],
    words: { storefront_id: (id) => names.get(id) ?? id },
    measures: inShopMeasures(),
    groups: largestFirst(groups, (tally) => sumIn(tally, 'total_shop')),
  })
}

/** What was sold to each country. */
export function byCountry(question: Question, sold: SumRow[]): Section {
  return tableOf(question, {
    id: 'by-country',
    title: 'By country',
    head: [{ key: 'country', label: 'Country' }],
    words: { country: (code) => code || 'No address' },
    measures: inShopMeasures(),
    groups: largestFirst(groupRows(sold, ['country', 'shop_currency']), (tally) =>
      sumIn(tally, 'total_shop'),
    ),
  })
}

/** What was sold of each product. */
export function readProducts(question: Question): Promise<SumRow[]> {
  return read(question, {
    topic: 'order_lines',
    spans: wholeSpans(question),
    by: ['sku', 'shop_currency'],
    sums: ['quantity', 'paid_shop'],
    where: { canceled: 'no' },
  })
}

/** The products that most was paid for. */
export async function byProduct(question: Question, rows: SumRow[]): Promise<Section> {
  const groups = largestFirst(groupRows(rows, ['sku', 'shop_currency']), (tally) =>
    sumIn(tally, 'paid_shop'),
  )
  const titles = await findTitles(
    question.tx,
    groups.slice(0, MAX_PRODUCTS).map(({ by }) => by.sku ?? ''),
  )
  const drill = { set: 'order_lines', where: { canceled: 'no' } } as const
  const section = tableOf(question, {
    id: 'by-product',
    title: 'By product',
    note: 'Lines at what was paid for them after discounts, without shipping and duties.',
    head: [{ key: 'sku', label: 'SKU' }],
    words: { sku: (sku) => sku || 'No SKU' },
    measures: [
      money('quantity', 'Units', { unit: 'count', take: unitsOf, drill }),
      money('paid_shop', 'Paid for', { drill }),
    ],
    groups,
    most: MAX_PRODUCTS,
  })
  return withTitles(section, titles)
}

const unitsOf = (tally: Tally) => Number(sumIn(tally, 'quantity'))

function withTitles(section: Section, titles: Map<string, string>): Section {
  const [sku, ...rest] = section.columns
  return {
    ...section,
    columns: [...(sku ? [sku] : []), { key: 'title', label: 'Product', unit: 'text' }, ...rest],
    rows: section.rows.map((row) => ({
      ...row,
      cells: { ...row.cells, title: { value: titles.get(String(row.cells.sku?.value)) ?? '' } },
    })),
  }
}
