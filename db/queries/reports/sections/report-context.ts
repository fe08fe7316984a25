import type { SQL } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import type { SnapshotReader } from '@/db/parallel-snapshot'
import type { Drill, DrillSet } from '@/domain/reports/report-drill'
import type { ReportInput } from '@/domain/reports/report-input'
import type { ReportSpan } from '@/domain/reports/report-model'
import type { ReportRange } from '@/domain/reports/report-range'
import { conditions, type Where } from '../conditions'
import { readSums, type SumQuery, type SumRow } from '../read-topic'
import type { DirtyBuckets } from '../rollup-stretches'

/** What a report page reads with: one database snapshot, the input, and its instants. */
export type ReportContext = {
  tx: Executor
  /** Runs a read on the snapshot. Of several reads started together, two run at a time. */
  snapshot: SnapshotReader
  input: ReportInput
  range: ReportRange
  now: Date
  /** The buckets that are out of date in this snapshot. */
  dirty: DirtyBuckets
}

/** Returns the filters of the page as conditions on a topic. */
export function filterConditions({ input }: ReportContext): Where {
  const { storefront, country, currency, gateway } = input
  return {
    ...(storefront && { storefront_id: storefront }),
    ...(country && { country }),
    ...(currency && { currency }),
    ...(gateway && { gateway }),
  }
}

/** Returns the storefront filter alone, for webhooks and steps: they have no other dimension of an order. */
export function storefrontCondition({ input: { storefront } }: ReportContext): {
  storefront_id?: string
} {
  return storefront ? { storefront_id: storefront } : {}
}

/** Returns the filters of the page as SQL conditions on the table `orders t`. */
export function orderConditions(context: ReportContext): SQL {
  const { country, ...rest } = filterConditions(context)
  return conditions(
    { dimensions: ['shipping_country'] },
    { ...rest, ...(country && { shipping_country: country }) },
  )
}

/** Returns the range as one span and, if there is a comparison, its elapsed part as another. */
export function wholeSpans({ range }: ReportContext): ReportSpan[] {
  const { start, end, compare } = range
  return [{ start, end }, ...(compare ? [{ start: compare.start, end: compare.until }] : [])]
}

/** Returns the points of the range, followed by those of the comparison cut at its `until`. */
export function pointSpans({ range }: ReportContext): ReportSpan[] {
  const { points, compare } = range
  return [...points, ...(compare?.points ?? []).map((point) => cutAt(compare?.until, point))]
}

function cutAt(until: Date | undefined, { start, end }: ReportSpan): ReportSpan {
  if (!until || end <= until) return { start, end }
  return { start, end: start > until ? start : until }
}

/** Sums a topic with the filters of the page in addition to `where`. */
export function sumTopic(context: ReportContext, query: SumQuery): Promise<SumRow[]> {
  const where = { ...query.where, ...filterConditions(context) }
  return sumUnfilteredTopic(context, { ...query, where })
}

/** Sums a topic without the filters of the page. */
export function sumUnfilteredTopic(context: ReportContext, query: SumQuery): Promise<SumRow[]> {
  return context.snapshot((tx) => readSums(tx, query, context.dirty))
}

/** Returns the drill-down of a number: the filters of the page, a span, and `where`. */
export function drillFor(
  { input, range }: ReportContext,
  set: DrillSet,
  where: Record<string, string> = {},
  span: ReportSpan = range,
): Drill {
  const { storefront_id: storefrontId, country, currency, gateway, shop_currency, ...own } = where
  const storefront = storefrontId || input.storefront
  // Webhooks and steps have no country, currency or gateway to filter by.
  const filters = set === 'webhooks' || set === 'steps' ? undefined : input
  return {
    set,
    filter: {
      from: span.start.toISOString(),
      to: span.end.toISOString(),
      ...(storefront && { storefront }),
      ...optional('country', country ?? filters?.country),
      ...optional('currency', currency ?? filters?.currency),
      ...optional('gateway', gateway ?? filters?.gateway),
      ...(Object.keys(own).length > 0 || shop_currency
        ? { where: { ...own, ...(shop_currency && { shop_currency }) } }
        : {}),
    },
  }
}

const optional = (name: string, value: string | undefined) =>
  value === undefined ? {} : { [name]: value }
