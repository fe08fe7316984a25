import { FULFILLMENT_LABELS } from '@/domain/reports/labels/fulfillment-labels'
import { MISSING_LABELS } from '@/domain/reports/labels/missing-values'
import { sectionText } from '@/domain/reports/labels/page-labels'
import type { Row, Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { count, type FilteredMeasure, type Measure } from '../sections/measures'
import { percentileCells, percentileColumns, withPercentiles } from '../sections/percentiles'
import { pointSpans, type ReportContext, sumTopic, wholeSpans } from '../sections/report-context'
import { metricsSection, seriesSection, tableSection } from '../sections/sections'
import { countIn, groupRows, largestFirst } from '../sections/tallies'
import { ordersOnHold } from './fulfillment-holds'

const SHIPPED = { set: 'shipments', where: { basis: 'shipped' } } as const
const DELIVERED = { set: 'shipments', where: { basis: 'delivered' } } as const
const { columns } = FULFILLMENT_LABELS

/** Returns the fulfillment report: parcels, shipping and delivery times, losses and holds. */
export async function fulfillmentSections(context: ReportContext): Promise<Section[]> {
  const [byCountry, byCarrier, series] = await Promise.all([
    readBy(context, 'country'),
    readBy(context, 'carrier'),
    overTime(context),
  ])
  return [
    metricsSection(context, {
      ...sectionText(FULFILLMENT_LABELS, 'figures'),
      measures: MEASURES,
      rows: parcelCounters(byCarrier),
    }),
    durations(context, byCarrier),
    series,
    tableBy(context, byCarrier, 'carrier'),
    tableBy(context, byCountry, 'country'),
    await ordersOnHold(context),
  ]
}

const readBy = (context: ReportContext, dimension: 'carrier' | 'country') =>
  sumTopic(context, {
    topic: 'shipments',
    spans: wholeSpans(context),
    by: ['basis', 'status', dimension],
    hasBins: true,
    sums: [],
    where: {},
  })

/** Turns rows into the sums `shipped`, `arrived`, and one named after each parcel status. */
function parcelCounters(rows: readonly SumRow[]): SumRow[] {
  return rows.map((row) => {
    const { basis, status } = row.by
    const n = BigInt(row.n)
    const sums = basis === 'shipped' ? { shipped: n, [`${status}`]: n } : { arrived: n }
    return { ...row, sums }
  })
}

const statusCount = (status: 'lost' | 'returned'): Measure =>
  count(status, columns[status], {
    compute: countIn(status),
    drill: { set: SHIPPED.set, where: { ...SHIPPED.where, status } },
    better: 'down',
  })

const MEASURES: Measure[] = [
  count('shipped', columns.shipped, { compute: countIn('shipped'), drill: SHIPPED }),
  count('arrived', columns.delivered, {
    compute: countIn('arrived'),
    drill: DELIVERED,
    better: 'up',
  }),
  statusCount('lost'),
  statusCount('returned'),
]

const shippedIn = (rows: readonly SumRow[]) => rows.filter(({ by }) => by.basis === 'shipped')
const deliveredIn = (rows: readonly SumRow[]) => rows.filter(({ by }) => by.basis === 'delivered')

function durations(context: ReportContext, rows: SumRow[]): Section {
  return {
    ...sectionText(FULFILLMENT_LABELS, 'durations'),
    kind: 'figures',
    columns: [
      ...percentileColumns('ship', columns.paidToShipped),
      ...percentileColumns('deliver', columns.shippedToDelivered),
    ],
    rows: [
      {
        key: 'all',
        cells: {
          ...percentileCells(context, 'ship', shippedIn(rows)),
          ...percentileCells(context, 'deliver', deliveredIn(rows)),
        },
      },
    ],
  }
}

async function overTime(context: ReportContext): Promise<Section> {
  const rows = await sumTopic(context, {
    topic: 'shipments',
    spans: pointSpans(context),
    by: ['basis'],
    sums: [],
    where: {},
  })
  const measures: FilteredMeasure[] = [
    {
      ...count('shipped', columns.shipped, { drill: SHIPPED }),
      isIncluded: (by) => by.basis === 'shipped',
    },
    {
      ...count('delivered', columns.delivered, { drill: DELIVERED }),
      isIncluded: (by) => by.basis === 'delivered',
    },
  ]
  return seriesSection(context, { ...sectionText(FULFILLMENT_LABELS, 'over-time'), measures, rows })
}

function tableBy(
  context: ReportContext,
  rows: SumRow[],
  dimension: 'carrier' | 'country',
): Section {
  const section = tableSection(context, {
    ...sectionText(FULFILLMENT_LABELS, `by-${dimension}`),
    dimensions: [{ key: dimension, ...columns[dimension] }],
    valueLabels: { [dimension]: (value) => value || MISSING_LABELS[dimension] },
    measures: MEASURES,
    groups: largestFirst(groupRows(parcelCounters(rows), [dimension]), ({ n }) => n),
  })
  const rowsOf = ({ key }: Row) => rows.filter(({ by }) => by[dimension] === key)
  const timed = withPercentiles(context, section, 'ship', columns.paidToShipped, (row) =>
    shippedIn(rowsOf(row)),
  )
  return withPercentiles(context, timed, 'deliver', columns.shippedToDelivered, (row) =>
    deliveredIn(rowsOf(row)),
  )
}
